package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Many processes ping each other by chance, each one at a time. */
public final class Big implements Program {

    private sealed interface Message {}

    private record Start(List<Pid<Message>> all, Pid<Message> self) implements Message {}

    private record Ping(Pid<Message> from) implements Message {}

    private record Pong() implements Message {}

    private record Stop() implements Message {}

    private record Done(int pongs) {}

    private final class Worker {
        private final Random random;
        private final Pid<? super Done> main;
        private final int count;
        private List<Pid<Message>> all;
        private Pid<Message> self;

        Worker(int seed, Pid<? super Done> main, int count) {
            this.random = new Random(seed);
            this.main = main;
            this.count = count;
        }

        TailCall<Message> loop(int pongs) {
            return switch (receive(Message.class)) {
                case Start(var workers, var me) -> {
                    all = workers;
                    self = me;
                    yield ping(0);
                }
                case Ping(var from) -> {
                    from.send(new Pong());
                    yield () -> loop(pongs);
                }
                case Pong() -> ping(pongs + 1);
                case Stop() -> stop();
            };
        }

        private TailCall<Message> ping(int pongs) {
            if (pongs == count) {
                main.send(new Done(pongs));
            } else {
                all.get(random.nextInt(all.size())).send(new Ping(self));
            }
            return () -> loop(pongs);
        }
    }

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        long start = System.nanoTime();
        var workers = new ArrayList<Pid<Message>>();
        for (int i = 0; i < size; i++) {
            var worker = new Worker(i, main, count);
            workers.add(spawn(() -> worker.loop(0)));
        }
        workers.forEach(worker -> worker.send(new Start(workers, worker)));
        long pongs = 0;
        for (int i = 0; i < size; i++) {
            pongs += receive(Done.class).pongs();
        }
        Measured measured = Measured.since(start, 2L * size * count, pongs);
        workers.forEach(worker -> worker.send(new Stop()));
        return measured;
    }
}
