package session08.benchmarks;

import static java.lang.Integer.parseInt;
import static java.util.Comparator.comparingDouble;

import session08.benchmarks.Workload.Case;
import session08.process.Processes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * One program, in a JVM of its own: runs it over and over until it is warm, then measures, and
 * prints one line. The same in Erlang: {@code bench.erl}.
 */
public final class RunProgram {

    private RunProgram() {}

    /**
     * @param arguments contender, workload, size and count, size and count to get warm with,
     *     milliseconds to get warm in, milliseconds to measure in
     */
    public static void main(String[] arguments) throws InterruptedException {
        Contender contender = Contender.valueOf(arguments[0]);
        var ended = new CountDownLatch(1);
        Runnable main =
                () -> {
                    run(contender, arguments);
                    ended.countDown();
                };
        if (contender == Contender.LIBRARY) {
            // In Erlang what begins is a process, too.
            Processes.spawn("main", main);
        } else {
            Thread.ofVirtual().name("main").start(main);
        }
        ended.await();
        // Actors would go on waiting.
        Runtime.getRuntime().halt(1);
    }

    private static void run(Contender contender, String[] arguments) {
        try {
            Workload workload = Workload.valueOf(arguments[1]);
            Program program = contender.program(workload);
            var numbers = new Case(parseInt(arguments[2]), parseInt(arguments[3]));
            var warmUp = new Case(parseInt(arguments[4]), parseInt(arguments[5]));
            runs(program, warmUp, parseInt(arguments[6]), 0);
            System.out.println(median(runs(program, numbers, parseInt(arguments[7]), 1)).json());
            System.out.flush();
            Runtime.getRuntime().halt(0);
        } catch (Exception | Error failure) {
            failure.printStackTrace();
        }
    }

    private static List<Measured> runs(Program program, Case numbers, int millis, int atLeast)
            throws Exception {
        var all = new ArrayList<Measured>();
        long end = System.nanoTime() + millis * 1_000_000L;
        while (all.size() < atLeast || System.nanoTime() - end < 0) {
            all.add(program.run(numbers.size(), numbers.count()));
        }
        return all;
    }

    /**
     * The one in the middle.
     *
     * @throws IllegalStateException if they did not all come to the same result
     */
    static Measured median(List<Measured> runs) {
        List<Long> results = runs.stream().map(Measured::result).distinct().toList();
        if (results.size() > 1) {
            throw new IllegalStateException("the results of its runs differ: " + results);
        }
        return runs.stream().sorted(comparingDouble(Measured::each)).toList().get(runs.size() / 2);
    }
}
