package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;

public final class ThreadRing implements Program {

    private sealed interface Message {}

    /** For the first, which is made before the one that it hands on to. */
    private record Next(Pid<Message> process) implements Message {}

    private record Token(int hopsLeft) implements Message {}

    private record Stop() implements Message {}

    private record Last(int position) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        Pid<Message> first = spawn(() -> member(0, null, main));
        Pid<Message> next = first;
        for (int position = size - 1; position > 0; position--) {
            int here = position;
            Pid<Message> after = next;
            next = spawn(() -> member(here, after, main));
        }
        first.send(new Next(next));
        long start = System.nanoTime();
        first.send(new Token(count));
        int last = receive(Last.class).position();
        Measured measured = Measured.since(start, count, last);
        first.send(new Stop());
        return measured;
    }

    private static TailCall<Message> member(
            int position, Pid<Message> next, Pid<? super Last> main) {
        return switch (receive(Message.class)) {
            case Next(var process) -> () -> member(position, process, main);
            case Token(int hopsLeft) -> {
                if (hopsLeft == 0) {
                    main.send(new Last(position));
                } else {
                    next.send(new Token(hopsLeft - 1));
                }
                yield () -> member(position, next, main);
            }
            case Stop() -> {
                next.send(new Stop());
                yield stop();
            }
        };
    }
}
