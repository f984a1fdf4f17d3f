package session08.grader.child;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tries what a submission must not be able to do, for the selftest to tell what the isolation is
 * worth here.
 */
final class Probe {

    private Probe() {}

    /**
     * @param arguments a file and a folder of the instructor, and a port at which the instructor's
     *     machine listens
     */
    static void main(String[] arguments) {
        new Frames(new FileOutputStream(FileDescriptor.out))
                .write(
                        "probe",
                        "reads your files",
                        String.valueOf(Files.exists(Path.of(arguments[0]))),
                        "writes beside them",
                        String.valueOf(writes(Path.of(arguments[1]))),
                        "reaches your network",
                        String.valueOf(reaches(Integer.parseInt(arguments[2]))),
                        "sees your processes",
                        String.valueOf(ProcessHandle.allProcesses().count() > 4),
                        "sees your environment",
                        String.valueOf(System.getenv().containsKey("PATH")));
    }

    private static boolean writes(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "probe", ""));
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean reaches(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
