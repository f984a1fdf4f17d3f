package session08.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a JVM holds.
 *
 * @param heap bytes of objects that can be reached, the stacks of waiting virtual threads among
 *     them
 * @param resident bytes of the whole process in memory, or 0 where the system does not tell
 */
public record Memory(long heap, long resident) {

    /** After a collection. */
    public static Memory now() {
        // The second also takes what the first had to finish.
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Memory(heap, residentNow());
    }

    private static long residentNow() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException unreadable) {
            return 0;
        }
    }

    public Measured since(Memory before, int processes, int ended) {
        return new Measured(heap - before.heap, processes, ended, resident - before.resident);
    }
}
