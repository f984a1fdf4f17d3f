package session08.benchmarks;

import static java.lang.Integer.parseInt;
import static java.util.Comparator.comparingDouble;

import session08.benchmarks.Workload.Case;
import session08.process.Processes;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * One program, in a JVM of its own: runs it over and over until it is warm, then measures, and
 * prints one line. The same in Erlang: {@code bench.erl}.
 */
public final class RunProgram {

    /** In milliseconds. */
    private static final int A_WHILE = 250;

    /** Milliseconds of a while in which the compiler has something to do. */
    private static final int BUSY = 25;

    private RunProgram() {}

    /**
     * @param arguments contender, workload, size and count, size and count to get warm with,
     *     milliseconds to get warm in at least and at most, milliseconds to measure in
     */
    public static void main(String[] arguments) throws InterruptedException {
        Thread.ofVirtual().name("main").start(() -> run(arguments)).join();
        // Actors would go on waiting.
        Runtime.getRuntime().halt(1);
    }

    private static void run(String[] arguments) {
        try {
            Contender contender = Contender.valueOf(arguments[0]);
            Workload workload = Workload.valueOf(arguments[1]);
            Program program = contender.program(workload);
            if (contender == Contender.LIBRARY) {
                program = inNewProcess(program);
            }
            var numbers = new Case(parseInt(arguments[2]), parseInt(arguments[3]));
            var warmUp = new Case(parseInt(arguments[4]), parseInt(arguments[5]));
            warmUp(program, warmUp, parseInt(arguments[6]), parseInt(arguments[7]));
            System.out.println(median(runs(program, numbers, parseInt(arguments[8]), 1)).json());
            System.out.flush();
            Runtime.getRuntime().halt(0);
        } catch (Exception | Error failure) {
            failure.printStackTrace();
        }
    }

    /** An empty mailbox each time, as in Erlang; programs with queues make theirs anew, too. */
    private static Program inNewProcess(Program program) {
        return (size, count) -> {
            var measured = new FutureTask<>(() -> program.run(size, count));
            Processes.spawn("main", measured);
            return measured.get();
        };
    }

    /**
     * Until the compiler of the JVM has next to nothing left to do. A program with more methods
     * takes it longer, and beside it, on few processors, nobody is as fast as he can be.
     */
    private static void warmUp(Program program, Case numbers, int least, int most)
            throws Exception {
        var compiler = ManagementFactory.getCompilationMXBean();
        int last = Math.min(least, A_WHILE);
        runs(program, numbers, least - last, 0);
        int millis = least;
        long before = compiler.getTotalCompilationTime();
        runs(program, numbers, last, 0);
        while (millis < most && compiler.getTotalCompilationTime() - before >= BUSY) {
            before = compiler.getTotalCompilationTime();
            runs(program, numbers, A_WHILE, 0);
            millis += A_WHILE;
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
