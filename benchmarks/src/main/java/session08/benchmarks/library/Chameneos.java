package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Colour;
import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;

/** Creatures that meet in pairs at a mall, and change colour when they do. */
public final class Chameneos implements Program {

    private record Meet(Pid<? super News> creature, Colour colour) {}

    private sealed interface News {}

    private record Met(Colour other) implements News {}

    private record Closed() implements News {}

    private record Done(int meetings) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        long start = System.nanoTime();
        Pid<Meet> mall = spawn(() -> open(count, size));
        for (int i = 0; i < size; i++) {
            Colour colour = Colour.of(i);
            spawn(() -> creature(mall, colour, 0, main));
        }
        long meetings = 0;
        for (int i = 0; i < size; i++) {
            meetings += receive(Done.class).meetings();
        }
        return Measured.since(start, count, meetings);
    }

    private static TailCall<Meet> open(int meetingsLeft, int creatures) {
        if (meetingsLeft == 0) {
            return () -> closed(creatures);
        }
        Meet one = receive(Meet.class);
        Meet other = receive(Meet.class);
        one.creature().send(new Met(other.colour()));
        other.creature().send(new Met(one.colour()));
        return () -> open(meetingsLeft - 1, creatures);
    }

    private static TailCall<Meet> closed(int creatures) {
        if (creatures == 0) {
            return stop();
        }
        receive(Meet.class).creature().send(new Closed());
        return () -> closed(creatures - 1);
    }

    private static TailCall<News> creature(
            Pid<Meet> mall, Colour colour, int meetings, Pid<? super Done> main) {
        mall.send(new Meet(self(), colour));
        return switch (receive(News.class)) {
            case Met(var other) ->
                    () -> creature(mall, colour.complement(other), meetings + 1, main);
            case Closed() -> {
                main.send(new Done(meetings));
                yield stop();
            }
        };
    }
}
