package session08.benchmarks;

import session08.benchmarks.Workload.Case;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts JVMs as they come, without a flag that would help one contender, and Erlang likewise. */
final class FreshProcess implements Launcher {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path target;
    private final Path beams;
    private final Map<Contender, String> versions = new EnumMap<>(Contender.class);

    /**
     * Compiles the Erlang programs, if there is an Erlang.
     *
     * @param sources the folder of the Erlang programs
     * @param target for what is made on the way
     */
    FreshProcess(Path sources, Path target) throws IOException {
        this.target = target;
        beams = target.resolve("erlang");
        String java = "JDK " + System.getProperty("java.runtime.version");
        for (Contender contender : Contender.values()) {
            switch (contender) {
                case ERLANG -> erlang(sources).ifPresent(found -> versions.put(contender, found));
                case PEKKO, PEKKO_OF_PROCESSORS ->
                        versions.put(contender, org.apache.pekko.Version.current() + " on " + java);
                case LIBRARY, TRANSFER_QUEUE, BLOCKING_QUEUE, PARK -> versions.put(contender, java);
            }
        }
    }

    /** The version of each contender; who is missing has none. */
    Map<Contender, String> versions() {
        return versions;
    }

    private Optional<String> erlang(Path sources) throws IOException {
        if (!isInstalled("erl") || !isInstalled("erlc")) {
            return Optional.empty();
        }
        Files.createDirectories(beams);
        var compile = new ArrayList<>(List.of("erlc", "-Werror", "-o", beams.toString()));
        try (Stream<Path> files = Files.list(sources)) {
            files.filter(file -> file.toString().endsWith(".erl"))
                    .sorted()
                    .forEach(file -> compile.add(file.toString()));
        }
        var compiled = run(compile, 60);
        if (compiled.exit() != 0) {
            throw new IllegalStateException("erlc: " + compiled.out() + compiled.errors());
        }
        String ask = "io:format(\"OTP ~s\",[erlang:system_info(otp_release)]),halt().";
        return Optional.of(run(List.of("erl", "-noshell", "-eval", ask), 60).out().strip());
    }

    private static boolean isInstalled(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    @Override
    public Outcome launch(Contender contender, Workload workload, Case numbers, Time time) {
        try {
            Printed printed = run(command(contender, workload, numbers, time), time.limitSeconds());
            if (printed.over()) {
                return new Over(time.limitSeconds());
            }
            if (printed.exit() != 0) {
                return new Failed("it ended with %d: %s".formatted(printed.exit(), printed.why()));
            }
            return judged(Measured.parse(printed.out()), workload.expected(numbers));
        } catch (IllegalArgumentException nothingMeasured) {
            return new Failed(nothingMeasured.getMessage());
        } catch (IOException noProcess) {
            throw new UncheckedIOException(noProcess);
        }
    }

    /** A program that does something else is not timed. */
    static Outcome judged(Measured measured, long expected) {
        return measured.result() == expected
                ? new Ended(measured)
                : new Failed("it came to %d and not to %d".formatted(measured.result(), expected));
    }

    private List<String> command(Contender contender, Workload workload, Case numbers, Time time) {
        var command = new ArrayList<String>();
        Case warmUp = workload.warmUp();
        var numbersAndTimes =
                new ArrayList<>(
                        List.of(numbers.size(), numbers.count(), warmUp.size(), warmUp.count()));
        // Memory is measured in one run. In a JVM that was at work for a while: a stack of methods
        // that are still interpreted is twice as large. In Erlang what did that work is still being
        // freed when the measurement begins, and there is nothing to compile.
        boolean once = workload.isOfMemory();
        if (contender.isJava()) {
            command.addAll(
                    List.of(
                            JAVA,
                            // Pekko would be warned of it.
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RunProgram.class.getName(),
                            contender.name(),
                            workload.name()));
            int least = (once ? 5 : 1) * time.warmUpMillis();
            numbersAndTimes.addAll(List.of(least, Math.max(least, time.mostWarmUpMillis())));
        } else {
            // More processes than the quarter of a million that it allows by itself.
            command.addAll(List.of("erl", "-noshell", "-noinput", "+P", "2097152"));
            command.addAll(List.of("-pa", beams.toString()));
            command.addAll(List.of("-run", "bench", "main", workload.moduleName()));
            numbersAndTimes.add(once ? 0 : Math.min(time.warmUpMillis(), 400));
        }
        numbersAndTimes.add(once ? 0 : time.measureMillis());
        numbersAndTimes.forEach(number -> command.add(number.toString()));
        return command;
    }

    private record Printed(boolean over, int exit, String out, String errors) {

        String why() {
            return Stream.concat(errors.lines(), out.lines())
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("no word");
        }
    }

    private Printed run(List<String> command, int seconds) throws IOException {
        Path out = target.resolve("side-by-side.out");
        Path errors = target.resolve("side-by-side.err");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(errors.toFile())
                        .start();
        // Who stops the build stops what it started.
        var end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return new Printed(true, -1, "", "");
            }
            return new Printed(
                    false, process.exitValue(), Files.readString(out), Files.readString(errors));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        } finally {
            process.destroyForcibly();
            process.onExit().join();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }
}
