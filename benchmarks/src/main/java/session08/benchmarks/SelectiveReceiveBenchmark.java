package session08.benchmarks;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.messages;
import static session08.process.Processes.peek;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import session08.process.Awaited;
import session08.process.Pid;
import session08.process.Reply;
import session08.process.TailCall;

import java.util.concurrent.TimeUnit;

/**
 * What a receive costs in a process whose mailbox holds {@link #unmatched} messages that nobody
 * wants.
 *
 * <p>The process is the thread that JMH measures in. Each invocation leaves the mailbox as it found
 * it, so it is filled once. That is why most of them also send: one message, to themselves, whose
 * cost does not depend on what lies before it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SelectiveReceiveBenchmark {

    /** What nobody wants. A record each, as a real one would be, and not the same one n times. */
    record Normal(int number) {}

    record Urgent() {}

    private sealed interface Message {}

    private record Ask(Pid<? super Answer> from) implements Message {}

    private record Stop() implements Message {}

    record Answer() {}

    /** {@link SelectiveReceiveRun} says which there are. */
    @Param("1000")
    public int unmatched;

    private final Urgent urgent = new Urgent();
    private final Normal wanted = new Normal(-1);
    private Pid<Object> self;
    private Pid<Message> answering;

    @Setup(Level.Trial)
    public void fill() {
        self = self();
        for (int number = 0; number < unmatched; number++) {
            send(self, new Normal(number));
        }
        answering = spawn(SelectiveReceiveBenchmark::answering);
        // A process takes over what arrived when it first looks. That is not what is measured.
        peek();
        // What waits for long has moved to the old generation. Without this it would move some time
        // during the measurement, or, in a short one, not at all.
        System.gc();
    }

    /**
     * A mailbox belongs to a thread. Were the thread of a later iteration another one, it would
     * wait for ever, or measure an empty mailbox.
     */
    @Setup(Level.Iteration)
    public void check() {
        if (self() != self || messages().size() != unmatched) {
            throw new IllegalStateException(
                    "%s has %d messages before it, expected %d in %s"
                            .formatted(self(), messages().size(), unmatched, self));
        }
    }

    @TearDown(Level.Trial)
    public void end() {
        send(answering, new Stop());
    }

    private static TailCall<Message> answering() {
        return switch (receive(Message.class)) {
            case Ask(var from) -> {
                from.send(new Answer());
                yield SelectiveReceiveBenchmark::answering;
            }
            case Stop() -> stop();
        };
    }

    /** The one that is wanted is the last of all, and of the same type as the others. */
    @Benchmark
    public Normal lastByGuard() {
        send(self, wanted);
        return receive(Normal.class, message -> message.number() < 0);
    }

    /** The one that is wanted is the last of all, and the only one of its type. */
    @Benchmark
    public Urgent last() {
        send(self, urgent);
        return receive(Urgent.class);
    }

    /** The one that is wanted is not there. */
    @Benchmark
    public Awaited<Urgent> none() {
        return receive(Urgent.class, after(ZERO));
    }

    /** Everything is wanted: takes the oldest, which then is put behind the others. */
    @Benchmark
    public Object oldest() {
        Object message = receive(Object.class);
        send(self, message);
        return message;
    }

    /** The answer does not come by way of the mailbox. */
    @Benchmark
    public Reply<Answer> callBeside() {
        return call(answering, Ask::new);
    }
}
