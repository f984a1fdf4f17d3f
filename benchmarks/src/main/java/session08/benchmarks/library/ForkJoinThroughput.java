package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;

import java.util.ArrayList;

/** One process sends to many, round and round. */
public final class ForkJoinThroughput implements Program {

    private record Work() {}

    private record Done(int works) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        long start = System.nanoTime();
        var workers = new ArrayList<Pid<Work>>();
        for (int i = 0; i < size; i++) {
            workers.add(spawn(() -> worker(0, count, main)));
        }
        for (int i = 0; i < count; i++) {
            workers.forEach(worker -> worker.send(new Work()));
        }
        long works = 0;
        for (int i = 0; i < size; i++) {
            works += receive(Done.class).works();
        }
        return Measured.since(start, (long) size * count, works);
    }

    private static TailCall<Work> worker(int works, int count, Pid<? super Done> main) {
        if (works == count) {
            main.send(new Done(works));
            return stop();
        }
        receive(Work.class);
        return () -> worker(works + 1, count, main);
    }
}
