package session08.benchmarks.library;

import static session08.process.Processes.after;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TimedOut;

import java.time.Duration;

/** Processes that wait for a message that does not come. */
public final class ReceiveTimeouts implements Program {

    private record Never() {}

    private record Woken() {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        Duration time = Duration.ofMillis(count);
        long start = System.nanoTime();
        for (int i = 0; i < size; i++) {
            spawn(
                    () -> {
                        if (receive(Never.class, after(time)) instanceof TimedOut) {
                            main.send(new Woken());
                        }
                    });
        }
        int woken = 0;
        while (woken < size) {
            receive(Woken.class);
            woken++;
        }
        return Measured.since(start + time.toNanos(), size, woken);
    }
}
