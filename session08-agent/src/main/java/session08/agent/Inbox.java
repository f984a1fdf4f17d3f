package session08.agent;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * The tasks that wait, oldest first. An inbox never changes: adding to it makes a new one.
 *
 * <p>Appending to an immutable list copies it, so 100 000 tasks would cost 5 000 000 000 steps.
 * Here the older tasks are linked oldest first and the newer ones newest first, so both ends are at
 * hand; when the first run out, the second are turned round. Every task is turned once, so {@code
 * plus} and {@code rest} take constant time on average when each inbox is made from the one before,
 * as an agent does. {@link #size()} and {@link #first()} always take constant time.
 */
public final class Inbox extends AbstractCollection<Task> {

    /** The inbox of a new agent. */
    public static final Inbox EMPTY = new Inbox(null, null, 0);

    // Not a record: the hashCode of one would walk down the whole list, on the stack.
    private static final class Link {
        final Task task;
        final Link next;

        Link(Task task, Link next) {
            this.task = task;
            this.next = next;
        }
    }

    private final Link older; // null only when the inbox is empty
    private final Link newer;
    private final int size;

    private Inbox(Link older, Link newer, int size) {
        boolean turn = older == null;
        this.older = turn ? reversed(newer) : older;
        this.newer = turn ? null : newer;
        this.size = size;
    }

    private static Link reversed(Link links) {
        Link reversed = null;
        for (Link link = links; link != null; link = link.next) {
            reversed = new Link(link.task, reversed);
        }
        return reversed;
    }

    /** This inbox with {@code task} at its end. */
    Inbox plus(Task task) {
        Objects.requireNonNull(task, "a task must not be null");
        return new Inbox(older, new Link(task, newer), size + 1);
    }

    /** This inbox without its first task. */
    Inbox rest() {
        if (older == null) {
            throw new NoSuchElementException("an empty inbox has no first task");
        }
        return new Inbox(older.next, newer, size - 1);
    }

    /** The task that waits longest, if any does. */
    public Optional<Task> first() {
        return older == null ? Optional.empty() : Optional.of(older.task);
    }

    @Override
    public int size() {
        return size;
    }

    /** Oldest first. Cannot remove. */
    @Override
    public Iterator<Task> iterator() {
        var tasks = new ArrayList<Task>(size);
        for (Link link = older; link != null; link = link.next) {
            tasks.add(link.task);
        }
        for (Link link = reversed(newer); link != null; link = link.next) {
            tasks.add(link.task);
        }
        return Collections.unmodifiableList(tasks).iterator();
    }

    /** Whether {@code other} is an inbox with equal tasks in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Inbox that
                && size == that.size
                && List.copyOf(this).equals(List.copyOf(that));
    }

    @Override
    public int hashCode() {
        return List.copyOf(this).hashCode();
    }
}
