package session08.benchmarks.library;

import static session08.process.Processes.after;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.Processes;
import session08.process.Received;
import session08.process.TailCall;
import session08.process.TimedOut;

/**
 * The loop of the lesson's PriorityDemo, which is sent an urgent message behind all normal ones.
 */
public final class Priority implements Program {

    private sealed interface Message {}

    private record Urgent() implements Message {}

    private record Normal(int number) implements Message {}

    private record Stop() implements Message {}

    /** How many normal messages came before the urgent one. */
    private int before;

    private int normal;

    @Override
    public Measured run(int size, int count) {
        Pid<Object> me = self();
        for (int number = 0; number < size; number++) {
            me.send(new Normal(number));
        }
        me.send(new Urgent());
        me.send(new Stop());
        before = -1;
        normal = 0;
        long start = System.nanoTime();
        Processes.run(this::loop);
        return Measured.since(start, size, before == 0 ? normal : -1);
    }

    private TailCall<Message> loop() {
        return switch (receive(Urgent.class, after(ZERO))) {
            case Received(Urgent()) -> {
                before = normal;
                yield this::loop;
            }
            case TimedOut() ->
                    switch (receive(Message.class, after(ofSeconds(5)))) {
                        case Received(Normal(_)) -> {
                            normal++;
                            yield this::loop;
                        }
                        case Received(Urgent()) -> {
                            before = normal;
                            yield this::loop;
                        }
                        case Received(Stop()) -> stop();
                        case TimedOut() -> this::loop;
                    };
        };
    }
}
