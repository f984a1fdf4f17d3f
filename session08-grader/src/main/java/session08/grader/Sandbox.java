package session08.grader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What stands between a JVM that has foreign code in it and the machine. Nothing of our own: this
 * only knows how to ask for it.
 *
 * @param kind {@code bwrap}, {@code docker} or {@code none}; the label of every result
 * @param image of docker, which needs the libraries of a Linux with glibc and nothing else
 */
record Sandbox(String kind, String image) {

    static final String BWRAP = "bwrap";
    static final String DOCKER = "docker";
    static final String NONE = "none";

    /** Any small Linux with glibc: the JDK and the libraries come from outside. */
    static final String IMAGE = "debian:stable-slim";

    private static final AtomicLong CONTAINERS = new AtomicLong();

    /**
     * The one that was asked for, or, for {@code auto}, the best that works here.
     *
     * @throws BadInput if it does not work here
     */
    static Sandbox find(String wanted, String image) {
        return switch (wanted) {
            case "auto" -> {
                for (var candidate :
                        List.of(new Sandbox(BWRAP, image), new Sandbox(DOCKER, image))) {
                    if (candidate.works()) {
                        yield candidate;
                    }
                }
                yield new Sandbox(NONE, image);
            }
            case BWRAP, DOCKER, NONE -> {
                var sandbox = new Sandbox(wanted, image);
                if (!sandbox.works()) {
                    throw new BadInput(
                            "%s does not work here; --sandbox auto takes what there is"
                                    .formatted(wanted));
                }
                yield sandbox;
            }
            default ->
                    throw new BadInput(
                            "--sandbox is auto, bwrap, docker or none, not " + Text.line(wanted));
        };
    }

    boolean isolates() {
        return !kind.equals(NONE);
    }

    private boolean works() {
        if (!isolates()) {
            return true;
        }
        // Docker would go and fetch an image that is not there, and take its time for it.
        if (kind.equals(DOCKER) && !succeeds(List.of("docker", "image", "inspect", image))) {
            return false;
        }
        return succeeds(
                command(List.of(), List.of(Installation.java(), "-Xshare:auto", "-version")));
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill(process);
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Starts a command that may see only the JDK, the basic libraries of the machine and {@code
     * files}, and write only to a memory of its own; without a sandbox it may do what it can, in
     * {@code folder}.
     */
    Process start(List<Path> files, List<String> command, Path folder) throws IOException {
        var builder = new ProcessBuilder(command(files, command)).directory(folder.toFile());
        builder.environment().clear();
        if (kind.equals(DOCKER) && System.getenv("PATH") != null) {
            // What the client needs to find its engine; the container gets none of it.
            for (String each : List.of("PATH", "HOME", "DOCKER_HOST", "DOCKER_CONTEXT")) {
                if (System.getenv(each) != null) {
                    builder.environment().put(each, System.getenv(each));
                }
            }
        }
        return builder.start();
    }

    /**
     * Whether someone outside has ended it: a Ctrl-C goes to all, and a machine without memory ends
     * what it likes. Then nothing can be said about what ran in it.
     */
    static boolean wasStopped(Process process) throws InterruptedException {
        return process.waitFor(2, TimeUnit.SECONDS)
                && Set.of(128 + 2, 128 + 9, 128 + 15).contains(process.exitValue());
    }

    /** Ends it and all that it has started. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private List<String> command(List<Path> files, List<String> command) {
        List<Path> visible = new ArrayList<>(files);
        visible.add(Installation.jdk());
        var all = new ArrayList<String>();
        switch (kind) {
            case BWRAP -> {
                all.addAll(
                        List.of(
                                "bwrap",
                                "--unshare-all",
                                "--die-with-parent",
                                "--new-session",
                                "--clearenv",
                                "--cap-drop",
                                "ALL"));
                for (String libraries : List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64")) {
                    all.addAll(List.of("--ro-bind-try", libraries, libraries));
                }
                all.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
                all.addAll(List.of("--size", String.valueOf(32 << 20), "--tmpfs", "/tmp"));
                for (Path file : visible) {
                    all.addAll(List.of("--ro-bind", file.toString(), file.toString()));
                }
                // Both are memory without a limit of its own, so that a file there would eat the
                // machine's.
                all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/"));
                all.addAll(List.of("--chdir", "/tmp"));
            }
            case DOCKER -> {
                all.addAll(
                        List.of(
                                "docker",
                                "run",
                                "--rm",
                                "--interactive",
                                "--name",
                                "grader-%d-%d"
                                        .formatted(
                                                ProcessHandle.current().pid(),
                                                CONTAINERS.incrementAndGet()),
                                "--network=none",
                                "--read-only",
                                "--tmpfs=/tmp:size=32m",
                                "--workdir=/tmp",
                                "--memory=512m",
                                "--pids-limit=128",
                                "--cap-drop=ALL",
                                "--security-opt=no-new-privileges",
                                "--user=65534:65534",
                                "--pull=never",
                                "--init"));
                for (Path file : visible) {
                    all.add("--volume=%s:%s:ro".formatted(file, file));
                }
                all.add("--entrypoint=" + command.getFirst());
                all.add(image);
                all.addAll(command.subList(1, command.size()));
                return all;
            }
            default -> {
                // as it is
            }
        }
        if (Files.isExecutable(Path.of("/usr/bin/prlimit"))) {
            // A limit on processes would count all of this user's, so there is none here.
            all.addAll(
                    0, List.of("/usr/bin/prlimit", "--core=0", "--fsize=33554432", "--nofile=512"));
        }
        all.addAll(command);
        return all;
    }
}
