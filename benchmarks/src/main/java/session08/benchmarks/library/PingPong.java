package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;

public final class PingPong implements Program {

    private sealed interface Message {}

    private record Ping(Pid<? super Pong> from) implements Message {}

    private record Stop() implements Message {}

    private record Pong() {}

    private record Done(int pongs) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        long start = System.nanoTime();
        Pid<Message> ponging = spawn(PingPong::ponging);
        spawn(() -> pinging(ponging, main, 0, count));
        int pongs = receive(Done.class).pongs();
        return Measured.since(start, 2L * count, pongs);
    }

    private static TailCall<Message> ponging() {
        return switch (receive(Message.class)) {
            case Ping(var from) -> {
                from.send(new Pong());
                yield PingPong::ponging;
            }
            case Stop() -> stop();
        };
    }

    private static TailCall<Pong> pinging(
            Pid<Message> ponging, Pid<? super Done> main, int pongs, int count) {
        if (pongs == count) {
            ponging.send(new Stop());
            main.send(new Done(pongs));
            return stop();
        }
        ponging.send(new Ping(self()));
        receive(Pong.class);
        return () -> pinging(ponging, main, pongs + 1, count);
    }
}
