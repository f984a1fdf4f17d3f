package session08.grader;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A compiler in a JVM of its own, which stays for many submissions: it is ten times as fast once it
 * is warm. One that takes too long or ends is replaced.
 */
final class Compiler implements AutoCloseable {

    /** What came of it: classes by name, or else errors with the student's file and line. */
    record Output(Map<String, byte[]> classes, List<String> errors) {}

    private static final int MOST_CLASSES = 500;
    private static final int MOST_BYTES = 4 << 20;

    /** So that whatever a compiler keeps, it does not keep it for ever. */
    private static final int USES = 100;

    private final Installation grader;
    private final Sandbox sandbox;
    private final Path folder;
    private final Duration patience;
    private Process process;
    private DataOutputStream out;
    private DataInputStream in;
    private int uses;

    /**
     * @param folder where it runs if nothing isolates it
     * @param patience how long it may take for one submission
     */
    Compiler(Installation grader, Sandbox sandbox, Path folder, Duration patience) {
        this.grader = grader;
        this.sandbox = sandbox;
        this.folder = folder;
        this.patience = patience;
    }

    /**
     * @throws IOException if there is no compiler to be had
     */
    synchronized Output compile(Sources sources) throws IOException {
        if (process == null || !process.isAlive() || uses == USES) {
            close();
            start();
        }
        uses++;
        var answer = new FutureTask<>(() -> ask(sources));
        Thread.ofVirtual().start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close();
            return failed("the compiler was not done after " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            boolean stopped = wasStopped();
            close();
            if (stopped) {
                throw new IOException("the compiler was ended by a signal", e);
            }
            return failed("the compiler could not cope with this and ended");
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private boolean wasStopped() throws IOException {
        try {
            return Sandbox.wasStopped(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Output failed(String error) {
        return new Output(Map.of(), List.of(error));
    }

    private void start() throws IOException {
        List<Path> libraries = grader.libraries();
        process =
                sandbox.start(
                        libraries,
                        List.of(
                                Installation.java(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-XX:+DisplayVMOutputToStderr",
                                "-XX:-UsePerfData",
                                "-XX:-CreateCoredumpOnCrash",
                                "-Xshare:auto",
                                "-Duser.language=en",
                                "-classpath",
                                Installation.classPath(libraries),
                                "session08.grader.child.Compile",
                                grader.core().toString()),
                        folder);
        uses = 0;
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        Process started = process;
        Thread.ofVirtual().start(() -> TestJvm.drain(started.getErrorStream(), new StringBuffer()));
    }

    private Output ask(Sources sources) throws IOException {
        out.writeInt(sources.files().size());
        for (var file : sources.files().entrySet()) {
            out.writeUTF(file.getKey());
            byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
        out.flush();
        if (in.readBoolean()) {
            var classes = new TreeMap<String, byte[]>();
            int bytes = 0;
            for (int left = bounded(in.readInt(), MOST_CLASSES); left > 0; left--) {
                String name = in.readUTF();
                int length = bounded(in.readInt(), MOST_BYTES - bytes);
                classes.put(name, in.readNBytes(length));
                bytes += length;
            }
            return new Output(classes, List.of());
        }
        var errors = new ArrayList<String>();
        for (int left = bounded(in.readInt(), MOST_CLASSES); left > 0; left--) {
            errors.add(in.readUTF());
        }
        return new Output(Map.of(), errors);
    }

    private static int bounded(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException("more than a solution can need");
        }
        return number;
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            Sandbox.kill(process);
            process = null;
        }
    }
}
