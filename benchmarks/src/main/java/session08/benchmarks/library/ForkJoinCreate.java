package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;

/** Processes that get one message each, say so, and end. */
public final class ForkJoinCreate implements Program {

    private record Work(Pid<? super Done> from) {}

    private record Done() {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        long start = System.nanoTime();
        for (int i = 0; i < size; i++) {
            Pid<Work> worker = spawn(ForkJoinCreate::worker);
            worker.send(new Work(main));
        }
        int done = 0;
        while (done < size) {
            receive(Done.class);
            done++;
        }
        return Measured.since(start, size, done);
    }

    private static TailCall<Work> worker() {
        receive(Work.class).from().send(new Done());
        return stop();
    }
}
