package session08.grader;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the libraries load, written down by the JVM, so that the next ones start in half the time.
 *
 * <p>It is made by a JVM that has never seen an exercise: a cache that had been made with a
 * solution in it would bring that solution into every submission's JVM.
 */
final class Cache {

    /** From so many JVMs on it saves more time than it takes to make. */
    private static final int WORTH_IT = 8;

    private Cache() {}

    /**
     * The cache that the build has made, if it still fits: the JVM accepts it only for the very
     * files it was made with. Else a new one, if that pays.
     *
     * @param jvms how many will use it
     * @return null for none
     */
    static Path find(Installation grader, Path folder, int jvms)
            throws IOException, InterruptedException {
        Path made = made(grader);
        if (Files.exists(made) && fits(grader, folder, made)) {
            return made;
        }
        return jvms < WORTH_IT ? null : make(grader, folder, folder.resolve(made.getFileName()));
    }

    static Path made(Installation grader) {
        return grader.home().resolve("kit").resolve("libraries.aot");
    }

    private static boolean fits(Installation grader, Path folder, Path cache)
            throws IOException, InterruptedException {
        List<String> command = command(grader, folder);
        command.addAll(1, List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-version"));
        return run(command, folder);
    }

    /** Null if this JVM can't make one. */
    static Path make(Installation grader, Path folder, Path cache)
            throws IOException, InterruptedException {
        List<String> command = command(grader, folder);
        command.add(1, "-XX:AOTCacheOutput=" + cache);
        return run(command, folder) && Files.exists(cache) ? cache : null;
    }

    private static List<String> command(Installation grader, Path folder) {
        var nowhere = new Sandbox(Sandbox.NONE, "");
        var settings = new TestJvm.Settings(grader, nowhere, folder, null, Duration.ZERO);
        return new ArrayList<>(TestJvm.command(settings, null));
    }

    private static boolean run(List<String> command, Path folder)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var in = new DataOutputStream(process.getOutputStream())) {
            // No tests and no submission.
            in.writeUTF("none");
            in.writeInt(0);
            in.writeInt(0);
            in.writeInt(0);
        } catch (IOException ended) {
            // Its exit code says how.
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            Sandbox.kill(process);
            return false;
        }
        return process.exitValue() == 0;
    }
}
