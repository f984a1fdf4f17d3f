package session08.grader;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the libraries load, written down by the JVM, so that the next ones start in half the time.
 *
 * <p>It is made anew in each run, by a JVM that has never seen an exercise: a cache that had been
 * made with a solution in it would bring that solution into every submission's JVM.
 */
final class Cache {

    /** From so many JVMs on it saves more time than it takes to make. */
    static final int WORTH_IT = 8;

    private Cache() {}

    /** The file, or null if this JVM can't make one. */
    static Path make(Installation grader, Path folder) throws IOException, InterruptedException {
        Path cache = folder.resolve("libraries.aot");
        var settings =
                new TestJvm.Settings(
                        grader,
                        new Sandbox(Sandbox.NONE, ""),
                        folder,
                        null,
                        java.time.Duration.ZERO);
        List<String> command = new ArrayList<>(TestJvm.command(settings, null));
        command.add(1, "-XX:AOTCacheOutput=" + cache);
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var in = new DataOutputStream(process.getOutputStream())) {
            in.writeUTF("none");
            in.writeInt(0);
            in.writeInt(0);
            in.writeInt(0);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            Sandbox.kill(process);
            return null;
        }
        return process.exitValue() == 0 && Files.exists(cache) ? cache : null;
    }
}
