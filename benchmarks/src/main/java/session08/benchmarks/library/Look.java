package session08.benchmarks.library;

import static session08.process.Processes.after;
import static session08.process.Processes.flush;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;

import static java.time.Duration.ZERO;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.Received;

/** Looks for what is not there, again and again. */
public final class Look implements Program {

    private record Urgent() {}

    private record Normal(int number) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> me = self();
        for (int number = 0; number < size; number++) {
            me.send(new Normal(number));
        }
        // What arrived is taken over, and walked past once. That belongs to the messages.
        receive(Urgent.class, after(ZERO));
        int found = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (receive(Urgent.class, after(ZERO)) instanceof Received) {
                found++;
            }
        }
        long nanos = System.nanoTime() - start;
        return new Measured(nanos, count, flush().size() - found, 0);
    }
}
