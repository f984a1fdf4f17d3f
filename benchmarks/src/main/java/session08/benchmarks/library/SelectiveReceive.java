package session08.benchmarks.library;

import static session08.process.Processes.flush;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;

/** Takes a message from behind all the others, which are of the same type. */
public final class SelectiveReceive implements Program {

    private record Item(int number) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> me = self();
        for (int number = 0; number < size; number++) {
            me.send(new Item(number));
        }
        int found = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            me.send(new Item(-1));
            if (receive(Item.class, item -> item.number() < 0).number() == -1) {
                found++;
            }
        }
        Measured measured = Measured.since(start, (long) size * count, found);
        flush();
        return measured;
    }
}
