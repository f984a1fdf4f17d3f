package session08.grader.child;

import com.sun.management.HotSpotDiagnosticMXBean;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells what all threads do, virtual ones too, when asked to. The answer only explains a hang to
 * its author; that it is one was decided before.
 *
 * <p>The JVM writes the dump itself, so that nobody has to attach to it from outside its sandbox.
 */
final class ThreadDump {

    private static final int LONGEST = 2_000_000;
    private static final int PART = 12_000;

    private ThreadDump() {}

    /**
     * Answers each byte on {@code in} with the dump in parts, and the end of {@code in} with the
     * end of this JVM.
     */
    static void onRequest(InputStream in, Frames frames) {
        Thread.ofPlatform()
                .daemon()
                .name("thread-dump")
                .start(
                        () -> {
                            try {
                                while (in.read() >= 0) {
                                    write(frames);
                                }
                                // Whoever wanted to know is gone, and nobody else ends this JVM.
                                Runtime.getRuntime().halt(1);
                            } catch (IOException e) {
                                frames.write("dump-end");
                            }
                        });
    }

    private static void write(Frames frames) throws IOException {
        Path file = Files.createTempDirectory("dump").resolve("threads.txt");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(
                        file.toAbsolutePath().toString(),
                        HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        String text;
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
        for (int at = 0; at < text.length(); at += PART) {
            frames.write("dump", "text", text.substring(at, Math.min(text.length(), at + PART)));
        }
        frames.write("dump-end");
    }
}
