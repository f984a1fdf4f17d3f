package session08.lesson;

import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.lang.IO.println;

import session08.process.Pid;
import session08.process.TailCall;

/** A process that counts. Its state, one number, is the argument of its loop. */
public final class Counter {

    public sealed interface Message {}

    public record Increment() implements Message {}

    public record IncrementBy(int amount) implements Message {}

    public record Decrement() implements Message {}

    public record Get(Pid<? super Count> from) implements Message {}

    public record Reset() implements Message {}

    public record Stop() implements Message {}

    /** The answer to {@link Get}. */
    public record Count(int value) {}

    private Counter() {}

    public static Pid<Message> start() {
        return start(0);
    }

    public static Pid<Message> start(int initial) {
        return spawn(() -> loop(initial));
    }

    private static TailCall<Message> loop(int count) {
        return switch (receive(Message.class)) {
            case Increment() -> () -> loop(count + 1);
            case IncrementBy(int amount) -> () -> loop(count + amount);
            case Decrement() -> () -> loop(count - 1);
            case Get(var from) -> {
                from.send(new Count(count));
                yield () -> loop(count);
            }
            case Reset() -> () -> loop(0);
            case Stop() -> {
                println("Counter stopping with final count: " + count);
                yield stop();
            }
        };
    }

    /** Section 1 of the lesson. */
    static void main() {
        Pid<Message> counter = start(10);

        counter.send(new Increment());
        counter.send(new Increment());
        counter.send(new IncrementBy(5));
        counter.send(new Decrement());

        counter.send(new Get(self()));
        println("Current count: " + receive(Count.class).value());

        // A program is over when main is, whatever its processes still have to say. A call of Stop
        // ends when the counter does, so main stays until then.
        call(counter, _ -> new Stop());
    }
}
