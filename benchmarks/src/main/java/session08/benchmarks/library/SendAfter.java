package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.sendAfter;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;

import java.time.Duration;

/** One process sets all the timers. */
public final class SendAfter implements Program {

    private record Tick(int number) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        Duration time = Duration.ofMillis(count);
        long start = System.nanoTime();
        for (int number = 0; number < size; number++) {
            sendAfter(main, new Tick(number), time);
        }
        int ticks = 0;
        while (ticks < size) {
            receive(Tick.class);
            ticks++;
        }
        return Measured.since(start + time.toNanos(), size, ticks);
    }
}
