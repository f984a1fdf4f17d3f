package session08.benchmarks;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long a cache line takes from one processor to another and to be seen there: what nearly all
 * that happens between processes is made of.
 */
final class Hop {

    private static final int THERE_AND_BACK = 10_000;
    private static final int TIMES = 5;

    private Hop() {}

    /** The median of some fifty thousand times there and back, in nanoseconds for one way. */
    static double nanos() {
        var turn = new AtomicInteger();
        Thread.ofPlatform().daemon().name("hop").start(() -> play(turn, 1, TIMES * THERE_AND_BACK));
        var each = new double[TIMES];
        for (int time = 0; time < TIMES; time++) {
            long start = System.nanoTime();
            play(turn, 0, THERE_AND_BACK);
            each[time] = (System.nanoTime() - start) / (2.0 * THERE_AND_BACK);
        }
        Arrays.sort(each);
        return each[TIMES / 2];
    }

    private static void play(AtomicInteger turn, int mine, int moves) {
        for (int move = 0; move < moves; move++) {
            while (turn.get() != mine) {
                Thread.onSpinWait();
            }
            turn.set(1 - mine);
        }
    }
}
