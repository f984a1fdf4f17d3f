package session08.agent;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A map that nobody can change, in the order in which its keys first came. Maps, lists and sets in
 * it are frozen too.
 *
 * <p>Not {@link Map#copyOf}, which forgets the order. Not {@link Collections#unmodifiableMap},
 * which cannot tell a copy of ours from a view of a map that someone else still changes: a state is
 * made for every message, and what is frozen already must not be copied again each time.
 *
 * @param <K> the type of the keys
 */
final class FrozenMap<K> extends AbstractMap<K, Object> {

    private final Map<K, Object> entries;

    private FrozenMap(LinkedHashMap<K, Object> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /**
     * The same entries, for ever.
     *
     * @param what names the map where it must not be null, or hold a null
     */
    static <K> FrozenMap<K> of(Map<K, ?> original, String what) {
        return of(original, () -> what);
    }

    @SuppressWarnings("unchecked") // a map of K that is frozen is a frozen map of K
    private static <K> FrozenMap<K> of(Map<K, ?> original, Supplier<String> what) {
        Objects.requireNonNull(original, () -> what.get() + " must not be null");
        if (original instanceof FrozenMap<?> frozen) {
            return (FrozenMap<K>) frozen;
        }
        var entries = new LinkedHashMap<K, Object>();
        original.forEach(
                (key, value) -> {
                    Objects.requireNonNull(key, () -> what.get() + " must have no null key");
                    entries.put(key, value(value, () -> what.get() + " under " + key));
                });
        return new FrozenMap<>(entries);
    }

    /** A value that cannot be changed, as far as it is made of maps, lists and sets. */
    static Object value(Object value, String what) {
        return value(value, () -> what);
    }

    /** The name is a supplier, since that of a part is long and hardly ever needed. */
    private static Object value(Object value, Supplier<String> what) {
        Objects.requireNonNull(value, () -> what.get() + " must not be null");
        return switch (value) {
            case Map<?, ?> map -> of(map, what);
            case List<?> list -> list.stream().map(each -> value(each, what)).toList();
            case Set<?> set -> {
                var copy = new LinkedHashSet<Object>();
                set.forEach(each -> copy.add(value(each, what)));
                yield Collections.unmodifiableSet(copy);
            }
            default -> value;
        };
    }

    /** This map, and {@code value} under {@code key}. Costs a copy. */
    FrozenMap<K> plus(K key, Object value) {
        var copy = new LinkedHashMap<>(entries);
        copy.put(key, value(value, () -> "the value under " + key));
        return new FrozenMap<>(copy);
    }

    /** This map without {@code key}. Costs a copy, if the key is there. */
    FrozenMap<K> minus(K key) {
        if (!containsKey(key)) {
            return this;
        }
        var copy = new LinkedHashMap<>(entries);
        copy.remove(key);
        return new FrozenMap<>(copy);
    }

    @Override
    public Object get(Object key) {
        return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public Set<Entry<K, Object>> entrySet() {
        return entries.entrySet();
    }
}
