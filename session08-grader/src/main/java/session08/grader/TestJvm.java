package session08.grader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One JVM with one submission in it, run once. What it reports is believed only as far as it fits:
 * a test counts that was asked for, started, and finished once, one at a time. A JVM that breaks
 * these rules has been tampered with, and nothing that it says counts.
 */
final class TestJvm {

    /** How a JVM came to its end. */
    enum End {
        /** It said so, after all its tests. */
        REGULAR,
        /** It was killed: a test, or all of them together, took too long. */
        KILLED,
        /** It ended before it was done. */
        CRASHED,
        /** It reported what can't be. */
        TAMPERED,
        /** It did not get as far as the submission, or someone outside has ended it. */
        STOPPED
    }

    /** A test that was found. */
    record Planned(String id, List<String> tags) {}

    /** What a finished test said; the message is as the JVM gave it. */
    record Finished(boolean passed, String message) {}

    /**
     * @param finished by test, in the order of the run
     * @param interrupted the test that was under way at the end, or null
     * @param why the end came, for the student to read; empty for a regular one
     * @param took how long it ran once it had started
     */
    record Report(
            End end,
            List<Planned> planned,
            Map<String, Finished> finished,
            String interrupted,
            String why,
            Duration took) {}

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST_LINE = 200_000;
    private static final int MOST_BYTES = 8 << 20;
    private static final int OUT_OF_MEMORY = 3; // the exit code of -XX:+ExitOnOutOfMemoryError
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration DUMP = Duration.ofSeconds(3);
    private static final int HEAP_MB = 128;

    /** In the queue: the stream is at its end. */
    private static final String EOF = "";

    private final Exercise exercise;
    private final Map<String, byte[]> submission;
    private final Set<String> wanted;
    private final Map<String, Finished> finished = new LinkedHashMap<>();
    private final List<Planned> planned = new ArrayList<>();
    private final StringBuffer errors = new StringBuffer();
    private final StringBuilder dump = new StringBuilder();
    private final StringBuilder problems = new StringBuilder();
    private String current;
    private boolean ready;
    private boolean ended;
    private long start;

    private TestJvm(Exercise exercise, Map<String, byte[]> submission, Collection<String> wanted) {
        this.exercise = exercise;
        this.submission = submission;
        this.wanted = Set.copyOf(wanted);
    }

    /** The settings of a run. */
    record Settings(
            Installation grader, Sandbox sandbox, Path folder, Path cache, Duration forOneTest) {

        Settings hurried(Duration limit) {
            return forOneTest.compareTo(limit) <= 0
                    ? this
                    : new Settings(grader, sandbox, folder, cache, limit);
        }
    }

    /**
     * Runs tests.
     *
     * @param wanted their ids; if there are none, all tests that are found
     * @param seed for the order of the processes, or null for what the tests say
     * @param forAll how long this may take, once the JVM has started
     */
    static Report run(
            Settings settings,
            Exercise exercise,
            Map<String, byte[]> submission,
            Collection<String> wanted,
            Long seed,
            Duration forAll)
            throws IOException, InterruptedException {
        var jvm = new TestJvm(exercise, submission, wanted);
        Process process =
                settings.sandbox()
                        .start(files(settings), command(settings, seed), settings.folder());
        try {
            return jvm.attend(process, settings, forAll);
        } finally {
            Sandbox.kill(process);
        }
    }

    private static List<Path> files(Settings settings) {
        List<Path> files = new ArrayList<>(settings.grader().libraries());
        if (settings.cache() != null) {
            files.add(settings.cache());
        }
        return files;
    }

    static List<String> command(Settings settings, Long seed) {
        var command = new ArrayList<String>();
        command.add(Installation.java());
        command.addAll(
                List.of(
                        "-Xmx" + HEAP_MB + "m",
                        "-XX:MaxMetaspaceSize=96m",
                        "-XX:MaxDirectMemorySize=8m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:-EnableDynamicAgentLoading",
                        "-XX:+DisableAttachMechanism",
                        "-XX:+DisplayVMOutputToStderr",
                        "-XX:ErrorFile=/dev/null",
                        "-Djdk.virtualThreadScheduler.parallelism=2",
                        "-Djdk.trackAllThreads=true",
                        "-Dfile.encoding=UTF-8",
                        "-Duser.language=en",
                        "-Duser.country=US",
                        "-Duser.timezone=UTC",
                        "-Duser.home=/",
                        "-Duser.name=student"));
        if (settings.cache() != null) {
            command.add("-XX:AOTCache=" + settings.cache());
        }
        if (seed != null) {
            command.add("-Dsimulation.seed=" + seed);
        }
        command.addAll(
                List.of(
                        "-classpath",
                        Installation.classPath(settings.grader().libraries()),
                        "session08.grader.child.RunTests"));
        return command;
    }

    private Report attend(Process process, Settings settings, Duration forAll)
            throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> readLines(process.getInputStream(), lines));
        Thread.ofVirtual().start(() -> drain(process.getErrorStream(), errors));
        DataOutputStream in =
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        Thread.ofVirtual().start(() -> send(in));
        start = System.nanoTime();
        long seen = start;
        while (true) {
            // Between tests it is not the submission that takes its time.
            Duration limit = current == null ? START : settings.forOneTest();
            long now = System.nanoTime();
            long left =
                    ready
                            ? Math.min(seen + limit.toNanos() - now, start + forAll.toNanos() - now)
                            : start + START.toNanos() - now;
            String line = left <= 0 ? null : lines.poll(left, TimeUnit.NANOSECONDS);
            if (line == null) {
                boolean allOver = System.nanoTime() - start >= forAll.toNanos();
                return hung(process, in, lines, settings, allOver);
            }
            if (line == EOF) {
                return atEnd(process);
            }
            if (!accept(line)) {
                return report(End.TAMPERED, "what the tests reported does not fit together");
            }
            seen = System.nanoTime();
        }
    }

    private void send(DataOutputStream in) {
        try {
            in.writeUTF(exercise.packageName());
            in.writeInt(wanted.size());
            for (String id : wanted) {
                in.writeUTF(id);
            }
            for (Map<String, byte[]> classes : List.of(exercise.tests(), submission)) {
                in.writeInt(classes.size());
                for (var each : classes.entrySet()) {
                    in.writeUTF(each.getKey());
                    in.writeInt(each.getValue().length);
                    in.write(each.getValue());
                }
            }
            in.flush();
        } catch (IOException endedAlready) {
            // Its lines, or the lack of them, say why.
        }
    }

    // ---- what it says -----------------------------------------------------------------------

    /** One that has not begun. */
    static TestJvm thatShouldRun(Collection<String> tests) {
        return new TestJvm(null, Map.of(), tests);
    }

    /** False if this line can't stand here. */
    boolean accept(String line) {
        JsonNode frame;
        try {
            frame = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return false;
        }
        String id = frame.path("id").asText();
        String kind = frame.path("frame").asText();
        if (ended || !ready && !kind.equals("ready")) {
            return false;
        }
        switch (kind) {
            case "ready" -> {
                boolean first = !ready;
                ready = true;
                // A slow machine takes its time to start a JVM; that is not the student's.
                start = System.nanoTime();
                return first;
            }
            case "planned" -> {
                planned.add(new Planned(id, List.of(frame.path("tags").asText().split(" "))));
                return planned.size() < 10_000;
            }
            case "start" -> {
                boolean fits =
                        current == null
                                && !finished.containsKey(id)
                                && (wanted.isEmpty() || wanted.contains(id));
                current = id;
                return fits;
            }
            case "finish" -> {
                boolean fits = id.equals(current);
                finished.put(
                        id,
                        new Finished(
                                frame.path("passed").asText().equals("true"),
                                frame.path("message").asText()));
                current = null;
                return fits;
            }
            case "problem" -> {
                problems.append(frame.path("message").asText()).append('\n');
                return problems.length() < LONGEST_LINE;
            }
            case "dump" -> {
                dump.append(frame.path("text").asText());
                return true;
            }
            case "dump-end" -> {
                return true;
            }
            case "end" -> {
                ended = true;
                return current == null;
            }
            default -> {
                return false;
            }
        }
    }

    private Report atEnd(Process process) throws InterruptedException {
        int code = process.waitFor(2, TimeUnit.SECONDS) ? process.exitValue() : -1;
        if (!ready) {
            return report(End.STOPPED, Text.shown(errors.toString()));
        }
        if (Sandbox.wasStopped(process)) {
            return report(End.STOPPED, "a JVM was ended by a signal");
        }
        if (ended) {
            return report(End.REGULAR, Text.shown(problems.toString()));
        }
        if (problems.length() > 0) {
            return report(End.CRASHED, Text.shown(problems.toString()));
        }
        return report(
                End.CRASHED,
                code == OUT_OF_MEMORY
                        ? "the JVM ran out of memory, of which it has %d MB".formatted(HEAP_MB)
                        : "the JVM ended, with exit code " + code);
    }

    private Report hung(
            Process process,
            DataOutputStream in,
            BlockingQueue<String> lines,
            Settings settings,
            boolean allOver)
            throws InterruptedException {
        if (!ready) {
            return report(
                    End.STOPPED, "a JVM did not start within %d s".formatted(START.toSeconds()));
        }
        String test = current;
        int dumped = dump.length();
        try {
            in.writeByte(1);
            in.flush();
            long until = System.nanoTime() + DUMP.toNanos();
            while (true) {
                String line = lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (line == null || line == EOF || line.contains("\"dump-end\"")) {
                    break;
                }
                // A result that comes now is late.
                if (line.contains("\"dump\"")) {
                    accept(line);
                }
            }
        } catch (IOException endedMeanwhile) {
            // Then there is nothing to see.
        }
        Sandbox.kill(process);
        current = test;
        String what =
                allOver && test == null
                        ? "the time for all tests was over"
                        : "%s did not come to an end within %s s"
                                .formatted(
                                        test == null ? "the preparation of the tests" : "this test",
                                        seconds(settings.forOneTest()));
        String threads = Threads.ofSubmission(dump.substring(dumped), submission.keySet());
        return report(End.KILLED, threads.isEmpty() ? what : what + ":\n" + threads);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? String.valueOf(duration.toSeconds())
                : String.valueOf(duration.toMillis() / 1000.0);
    }

    private Report report(End end, String why) {
        return new Report(
                end,
                List.copyOf(planned),
                Collections.unmodifiableMap(new LinkedHashMap<>(finished)),
                current,
                why,
                Duration.ofNanos(System.nanoTime() - start));
    }

    // ---- streams ----------------------------------------------------------------------------

    private static void readLines(InputStream stream, BlockingQueue<String> lines) {
        try (var in = new BufferedInputStream(stream)) {
            var line = new ByteArrayOutputStream();
            int total = 0;
            for (int c = in.read(); c >= 0 && total < MOST_BYTES; c = in.read()) {
                total++;
                if (c == '\n') {
                    // An empty line is none of ours, and not the end of the stream.
                    lines.add(line.size() == 0 ? "?" : line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else if (line.size() < LONGEST_LINE) {
                    line.write(c);
                }
            }
        } catch (IOException killed) {
            // Which is an end, too.
        }
        lines.add(EOF);
    }

    /** Reads all there is, and keeps the beginning. */
    static void drain(InputStream stream, StringBuffer kept) {
        var buffer = new byte[8192];
        try (stream) {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                if (kept.length() < 4000) {
                    kept.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException killed) {
            // Which is an end, too.
        }
    }
}
