package session08.benchmarks.library;

import static session08.process.Processes.after;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;

import static java.time.Duration.ofSeconds;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.Received;

/** Receives that would wait, and need not. */
public final class AfterAtOnce implements Program {

    private record Item(int number) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> me = self();
        int received = 0;
        long start = System.nanoTime();
        for (int number = 0; number < count; number++) {
            me.send(new Item(number));
            if (receive(Item.class, after(ofSeconds(1))) instanceof Received) {
                received++;
            }
        }
        return Measured.since(start, count, received);
    }
}
