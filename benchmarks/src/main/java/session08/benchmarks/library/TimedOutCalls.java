package session08.benchmarks.library;

import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;
import session08.process.TimedOut;

/** Asks a process that never answers, and does not wait. */
public final class TimedOutCalls implements Program {

    private sealed interface Message {}

    private record Ask(Pid<? super Answer> from) implements Message {}

    private record Stop(Pid<? super Stopped> from) implements Message {}

    private record Answer() {}

    private record Stopped(int asked) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Message> silent = spawn(() -> silent(0));
        int timedOut = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (call(silent, Ask::new, ZERO) instanceof TimedOut) {
                timedOut++;
            }
        }
        silent.send(new Stop(self()));
        int asked = receive(Stopped.class).asked();
        return Measured.since(start, count, asked == count ? timedOut : -1);
    }

    private static TailCall<Message> silent(int asked) {
        return switch (receive(Message.class)) {
            case Ask(_) -> () -> silent(asked + 1);
            case Stop(var from) -> {
                from.send(new Stopped(asked));
                yield stop();
            }
        };
    }
}
