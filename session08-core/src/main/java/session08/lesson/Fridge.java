package session08.lesson;

import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.lang.IO.println;

import session08.process.Pid;
import session08.process.TailCall;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A process that keeps food, the newest in front. Its state is an immutable list, so {@link
 * Contents} can hand out the very list: nobody who has it can change what is in the fridge.
 */
public final class Fridge {

    public sealed interface Message {}

    /**
     * Puts one more {@code item} in front.
     *
     * @throws NullPointerException if {@code item} is null, at the sender
     */
    public record Store(String item) implements Message {
        public Store {
            requireItem(item);
        }
    }

    /**
     * Removes one {@code item}, the newest if there are several, and answers {@link Answer}.
     *
     * @throws NullPointerException if {@code item} is null, at the sender
     */
    public record Take(String item, Pid<? super Answer> from) implements Message {
        public Take {
            requireItem(item);
        }
    }

    public record GetContents(Pid<? super Contents> from) implements Message {}

    public record Stop() implements Message {}

    /** The answer to {@link Take}. */
    public sealed interface Answer {}

    public record Taken(String item) implements Answer {}

    public record NotFound(String item) implements Answer {}

    /**
     * The answer to {@link GetContents}.
     *
     * @param items the newest first; not to be changed
     */
    public record Contents(List<String> items) {}

    private Fridge() {}

    /** Starts an empty fridge. */
    public static Pid<Message> start() {
        return spawn(() -> loop(List.of()));
    }

    private static TailCall<Message> loop(List<String> items) {
        return switch (receive(Message.class)) {
            case Store(String item) -> {
                println("Storing " + item);
                yield () -> loop(with(item, items));
            }
            case Take(String item, var from) when items.contains(item) -> {
                from.send(new Taken(item));
                yield () -> loop(without(item, items));
            }
            case Take(String item, var from) -> {
                from.send(new NotFound(item));
                yield () -> loop(items);
            }
            case GetContents(var from) -> {
                from.send(new Contents(items));
                yield () -> loop(items);
            }
            case Stop() -> {
                println("Fridge contents at shutdown: " + items);
                yield stop();
            }
        };
    }

    private static List<String> with(String item, List<String> items) {
        var more = new ArrayList<>(items);
        more.addFirst(item);
        return List.copyOf(more);
    }

    private static List<String> without(String item, List<String> items) {
        var fewer = new ArrayList<>(items);
        fewer.remove(item);
        return List.copyOf(fewer);
    }

    private static void requireItem(String item) {
        Objects.requireNonNull(item, "null is no food: name the item");
    }

    /** Section 2 of the lesson. */
    static void main() {
        Pid<Message> fridge = start();

        fridge.send(new Store("milk"));
        fridge.send(new Store("eggs"));
        fridge.send(new Store("cheese"));

        fridge.send(new Take("milk", self()));
        switch (receive(Answer.class)) {
            case Taken(String item) -> println("Took: " + item);
            case NotFound(String item) -> println("Not in the fridge: " + item);
        }

        fridge.send(new GetContents(self()));
        println("In fridge: " + receive(Contents.class).items());

        call(fridge, _ -> new Stop()); // is over when the fridge is
    }
}
