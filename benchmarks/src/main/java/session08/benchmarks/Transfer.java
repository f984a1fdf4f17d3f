package session08.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * In the workload banking: money from one account to another. The other one always has a higher
 * number, so that no two accounts wait for each other.
 */
public record Transfer(int from, int to, int amount) {

    /** The same ones each time. */
    public static List<Transfer> some(int accounts, int count) {
        var random = new Random(accounts);
        return IntStream.range(0, count).mapToObj(_ -> any(random, accounts)).toList();
    }

    private static Transfer any(Random random, int accounts) {
        int from = random.nextInt(accounts * 8 / 10);
        int to = from + 1 + random.nextInt(accounts - from - 1);
        return new Transfer(from, to, 1 + random.nextInt(1_000));
    }
}
