package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;

public final class Counting implements Program {

    private sealed interface Message {}

    private record Increment() implements Message {}

    private record Get(Pid<? super Count> from) implements Message {}

    private record Count(int value) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        long start = System.nanoTime();
        Pid<Message> counter = spawn(() -> counter(0));
        spawn(
                () -> {
                    for (int i = 0; i < count; i++) {
                        counter.send(new Increment());
                    }
                    counter.send(new Get(main));
                });
        int counted = receive(Count.class).value();
        return Measured.since(start, count, counted);
    }

    private static TailCall<Message> counter(int value) {
        return switch (receive(Message.class)) {
            case Increment() -> () -> counter(value + 1);
            case Get(var from) -> {
                from.send(new Count(value));
                yield stop();
            }
        };
    }
}
