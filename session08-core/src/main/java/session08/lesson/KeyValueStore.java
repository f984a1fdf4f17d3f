package session08.lesson;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.lang.IO.println;

import session08.process.Pid;
import session08.process.TailCall;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A process that keeps values under keys, in the order in which the keys first came.
 *
 * <p>Its state is a map that nobody changes: each change makes a new one, so what {@link
 * Everything} carries away stays as it was. The price is a copy for each change.
 *
 * <p>There is no null here. Elixir's {@code nil} is both a value and the sign that there is none;
 * these two are kept apart: a null key or value is refused at the sender, and {@link Missing} says
 * that there is none.
 */
public final class KeyValueStore {

    public sealed interface Message {}

    /**
     * Keeps {@code value} under {@code key}, in place of what was there.
     *
     * @throws NullPointerException if either is null, at the sender
     */
    public record Put(String key, Object value) implements Message {
        public Put {
            requireKey(key);
            Objects.requireNonNull(value, "null is no value: send Delete to have none");
        }
    }

    /** Asks for the value under {@code key}; answers {@link Answer}. */
    public record Get(String key, Pid<? super Answer> from) implements Message {
        public Get {
            requireKey(key);
        }
    }

    /** Forgets {@code key}, if it is there. */
    public record Delete(String key) implements Message {
        public Delete {
            requireKey(key);
        }
    }

    public record All(Pid<? super Everything> from) implements Message {}

    /**
     * Replaces the value under {@code key} by what {@code change} makes of it; if that is null, the
     * key is forgotten. The function runs in the store's process: while it runs nobody is served,
     * and if it throws the store ends, with all that was in it.
     *
     * <p>If nothing is there, nothing happens, and {@code change} is not called. The lesson's store
     * does not call it either, but puts {@code nil} there. Whoever gets the key sees no difference,
     * since {@code nil} is also what its store says of a key it never saw. But there the next
     * update calls the function with {@code nil}, where most throw and end the store; here it goes
     * by like the first.
     */
    public record Update(String key, UnaryOperator<Object> change) implements Message {
        public Update {
            requireKey(key);
            Objects.requireNonNull(change, "there is nothing to update with: the function is null");
        }
    }

    public record Stop() implements Message {}

    /** The answer to {@link Get}. */
    public sealed interface Answer {}

    public record Value(Object value) implements Answer {}

    public record Missing(String key) implements Answer {}

    /**
     * The answer to {@link All}.
     *
     * @param data in the order in which the keys first came; not to be changed
     */
    public record Everything(SequencedMap<String, Object> data) {}

    private KeyValueStore() {}

    /** Starts an empty store. */
    public static Pid<Message> start() {
        return spawn(() -> loop(Collections.unmodifiableSequencedMap(new LinkedHashMap<>())));
    }

    private static TailCall<Message> loop(SequencedMap<String, Object> store) {
        return switch (receive(Message.class)) {
            case Put(String key, Object value) -> {
                var changed = copy(store, map -> map.put(key, value));
                yield () -> loop(changed);
            }
            case Get(String key, var from) -> {
                from.send(store.containsKey(key) ? new Value(store.get(key)) : new Missing(key));
                yield () -> loop(store);
            }
            case Delete(String key) -> {
                var changed = copy(store, map -> map.remove(key));
                yield () -> loop(changed);
            }
            case All(var from) -> {
                from.send(new Everything(store));
                yield () -> loop(store);
            }
            case Update(String key, var change) -> {
                var changed =
                        copy(
                                store,
                                map ->
                                        map.computeIfPresent(
                                                key, (_, value) -> change.apply(value)));
                yield () -> loop(changed);
            }
            case Stop() -> stop();
        };
    }

    /** A copy of {@code store} with one change. {@code Map.copyOf} would lose the order. */
    private static SequencedMap<String, Object> copy(
            SequencedMap<String, Object> store, Consumer<SequencedMap<String, Object>> change) {
        var copy = new LinkedHashMap<>(store);
        change.accept(copy);
        return Collections.unmodifiableSequencedMap(copy);
    }

    private static void requireKey(String key) {
        Objects.requireNonNull(key, "null is no key: name the value");
    }

    /** Section 2 of the lesson. */
    static void main() {
        Pid<Message> store = start();

        store.send(new Put("name", "Alice"));
        store.send(new Put("score", 100));
        store.send(new Update("score", score -> (int) score + 10));

        store.send(new Get("score", self()));
        switch (receive(Answer.class)) {
            case Value(Object score) -> println("Score: " + score);
            case Missing(String key) -> println("Nothing under " + key);
        }

        store.send(new All(self()));
        println("All data: " + receive(Everything.class).data());

        store.send(new Stop());
    }
}
