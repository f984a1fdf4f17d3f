package session08.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * The messages of one process, oldest first: many threads add, one takes, from anywhere in the row.
 *
 * <h2>The path of a message</h2>
 *
 * <p>A sender pushes a node onto {@link #incoming}, a stack that is replaced as a whole: newest
 * first, one compare-and-set. The owner takes the whole stack with one exchange, turns it round and
 * appends it to the <i>saved</i> list, which only the owner changes. There a receive looks for a
 * message from the oldest on, and unlinks the one it takes. A node is made once and moved twice; it
 * is never copied.
 *
 * <h2>Why no wake-up is lost</h2>
 *
 * <p>Whether messages have arrived and whether the owner waits for one are the same word. The owner
 * may park only after it has changed {@code incoming} from null (nothing arrived) to {@link
 * #WAITING}, and a sender that finds {@code WAITING} there replaces it and must wake the owner. All
 * changes of one variable have one order, so either the owner's change fails, because a message is
 * there, or the next sender sees it. The usual design, a queue and a flag beside it, needs a full
 * fence between writing the one and reading the other on both sides; without it both may sleep.
 *
 * <h2>What happens before what</h2>
 *
 * <p>The sender's compare-and-set writes {@code incoming} with release, the owner's exchange reads
 * it with acquire: what a sender did before the send happens-before what the owner does after the
 * receive. The stack's links are plain fields that are published the same way.
 *
 * <h2>Why not a queue of the library</h2>
 *
 * <p>{@code java.util.concurrent} has no queue that takes from the middle in order without looking
 * again at what it passed over, and none that parks only when no <i>matching</i> element is there.
 * A linked queue with an exchange on its tail (Vyukov) would spare the turning round, but between
 * its exchange and its link a sender's message is in the queue and not to be found, which is one
 * more state for the owner to wait in.
 *
 * <h2>Why a process is its mailbox</h2>
 *
 * <p>And does not have one: an object for both is 24 bytes less for each process, and to send to it
 * takes one cache line less from another processor. The two know little of each other.
 */
abstract sealed class Mailbox permits Process {

    private static final class Node {
        final Object message;

        /** In the stack the node that came before, in the saved list the one that comes after. */
        Node link;

        Node(Object message) {
            this.message = message;
        }
    }

    /** In {@code incoming}: nothing has arrived, and the owner is parked or about to park. */
    private static final Node WAITING = new Node(null);

    /** In {@code incoming}, for good: the process has ended, messages are dropped. */
    private static final Node ENDED = new Node(null);

    /**
     * What earlier receives have learnt about the saved list: up to here no message is of that
     * type. A loop that asks for the urgent messages first asks for the same type again and again,
     * and would walk past the same others each time; so it walks past each of them once.
     *
     * <p>This holds because new messages come at the end, and a message's type never changes. What
     * a guard says may, so guards are asked each time.
     */
    private static final class Bookmarks {
        /** How many messages it takes to pay for a bookmark. */
        static final int WORTHWHILE = 16;

        /** A process that waits for many types loses the bookmark it set first, and walks again. */
        private static final int MOST = 4;

        private final Class<?>[] types = new Class<?>[MOST];
        private final Node[] places = new Node[MOST];
        private int oldest;

        /** The last message that is known, with all before it, to be of another type, or null. */
        Node of(Class<?> type) {
            for (int i = 0; i < MOST; i++) {
                if (types[i] == type) {
                    return places[i];
                }
            }
            return null;
        }

        void set(Class<?> type, Node place) {
            for (int i = 0; i < MOST; i++) {
                if (types[i] == type) {
                    places[i] = place;
                    return;
                }
            }
            types[oldest] = type;
            places[oldest] = place;
            oldest = (oldest + 1) % MOST;
        }

        /** A message leaves the list: a bookmark there moves to the one before. */
        void replace(Node gone, Node before) {
            for (int i = 0; i < MOST; i++) {
                if (places[i] == gone) {
                    places[i] = before;
                }
            }
        }
    }

    private static final VarHandle INCOMING;
    private static final VarHandle VERSION;

    static {
        try {
            var lookup = MethodHandles.lookup();
            INCOMING = lookup.findVarHandle(Mailbox.class, "incoming", Node.class);
            VERSION = lookup.findVarHandle(Mailbox.class, "version", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null, {@link #WAITING}, {@link #ENDED}, or the newest of the messages that arrived. */
    private volatile Node incoming;

    // Only the owner writes what follows. Others read it in snapshot().

    private Node oldest;
    private Node newest;

    /** Null until a receive has passed over enough messages to remember it. */
    private Bookmarks bookmarks;

    /** Odd while the owner changes the list. */
    private int version;

    private boolean inGuard;

    /** The process that receives from here. */
    abstract Process<?> owner();

    /** What a receive looks for, for those who watch. */
    record Wanted(Class<?> type, Predicate<Object> guard) {

        @Override
        public String toString() {
            if (guard == null) {
                return Names.of(type);
            }
            // A lambda has no name worth reading.
            return Names.of(type)
                    + (guard.getClass().isHidden() ? " with a guard" : " where " + guard);
        }
    }

    // ---- any thread -------------------------------------------------------------------------

    /**
     * Appends a message, unless the process has ended.
     *
     * @return true if the owner waits and is to be woken
     */
    boolean add(Object message) {
        Node node = new Node(message);
        while (true) {
            Node top = incoming;
            if (top == ENDED) {
                return false;
            }
            node.link = top == WAITING ? null : top;
            if (INCOMING.compareAndSet(this, top, node)) {
                return top == WAITING;
            }
        }
    }

    boolean hasEnded() {
        return incoming == ENDED;
    }

    /**
     * The messages as they were at one moment, seen from outside. Tries again while the owner is
     * busy receiving.
     *
     * <p>The list is read without a lock, so the owner pays nothing but two stores for each change.
     * What was read counts only if the version was even before and is the same after; then no
     * change fell in between, and what had arrived comes after what was saved. A link that is being
     * turned round can lead in circles, so the version is looked at in each step.
     */
    List<Object> snapshot() {
        while (true) {
            int before = (int) VERSION.getAcquire(this);
            var messages = new ArrayList<Object>();
            if ((before & 1) == 0
                    && copy(oldest, before, messages)
                    && copyReversed(incoming, before, messages)) {
                VarHandle.acquireFence();
                if ((int) VERSION.getOpaque(this) == before) {
                    return Collections.unmodifiableList(messages);
                }
            }
            Thread.yield();
        }
    }

    private boolean copy(Node from, int before, List<Object> messages) {
        for (Node node = from; node != null; node = node.link) {
            if ((int) VERSION.getOpaque(this) != before) {
                return false;
            }
            messages.add(node.message);
        }
        return true;
    }

    private boolean copyReversed(Node top, int before, List<Object> messages) {
        if (top == WAITING || top == ENDED) {
            return true;
        }
        var arrived = new ArrayList<Object>();
        boolean whole = copy(top, before, arrived);
        messages.addAll(arrived.reversed());
        return whole;
    }

    // ---- the owner --------------------------------------------------------------------------

    /**
     * Takes the oldest message that is wanted and leaves the others as they are.
     *
     * @param guard what it is to fulfil besides, or null
     * @param nanos how long to wait: 0 only looks, {@link Timeout#FOREVER} waits for ever
     * @return the message, or null when the time is over
     */
    Object take(Class<?> type, Predicate<Object> guard, long nanos) {
        refuseInGuard("receive");
        if (guard == null && nanos == Timeout.FOREVER && owner().trace() == null) {
            // What is on its stack when a process waits is kept, and copied with each wake-up. Here
            // it is half of what a search has.
            while (oldest == null) {
                Object message = takeOnly(type);
                if (message != null) {
                    return message;
                }
                if (incoming != null) {
                    break;
                }
                await(Timeout.FOREVER);
            }
        }
        return search(type, guard, nanos);
    }

    private Object search(Class<?> type, Predicate<Object> guard, long nanos) {
        Trace trace = owner().trace();
        Trace.Look look = trace == null ? null : new Trace.Look(owner(), new Wanted(type, guard));
        // A trace shows every message that is passed over, so it is walked past once more.
        Node previous = look == null ? bookmark(type) : null;
        Node noneUpTo = previous;
        boolean none = true;
        int passedOver = 0;
        long deadline = Timeout.FOREVER;
        while (true) {
            // Decided before the look: what arrives until the time is over is still looked at, and
            // a stream of unwanted messages cannot put off the end.
            boolean lastLook = nanos == 0 || deadline != Timeout.FOREVER && now() >= deadline;
            if (oldest == null && guard == null && look == null) {
                Object message = takeOnly(type);
                if (message != null) {
                    return message;
                }
            }
            collect();
            for (Node node = after(previous); node != null; node = node.link) {
                if (type.isInstance(node.message)) {
                    if (guard == null || accepts(guard, node.message)) {
                        setBookmark(type, noneUpTo, passedOver);
                        unlink(previous, node);
                        if (look != null) {
                            trace.took(look, node.message, saved(Trace.SHOWN + 1));
                        }
                        return node.message;
                    }
                    none = false;
                }
                if (look != null) {
                    look.passOver(node.message);
                }
                previous = node;
                passedOver++;
                if (none) {
                    noneUpTo = node;
                }
            }
            if (lastLook) {
                setBookmark(type, noneUpTo, passedOver);
                if (look != null) {
                    trace.timedOut(look, saved(Trace.SHOWN + 1));
                }
                return null;
            }
            // A timer costs an allocation and a cancel, so the time starts only now that the first
            // look has found nothing.
            if (nanos != Timeout.FOREVER && deadline == Timeout.FOREVER) {
                deadline = Timeout.deadline(now(), nanos);
            }
            if (look == null) {
                await(deadline);
            } else {
                awaitWatched(look.wanted(), deadline);
            }
        }
    }

    /** The message, if only one is there and is of this type: it need not go by way of the list. */
    private Object takeOnly(Class<?> type) {
        Node top = incoming;
        return top != null
                        && top.link == null
                        && type.isInstance(top.message)
                        && INCOMING.compareAndSet(this, top, null)
                ? top.message
                : null;
    }

    /** Removes and returns all messages, oldest first. */
    List<Object> removeAll() {
        List<Object> messages = all();
        startChange();
        clear();
        endChange();
        return messages;
    }

    /** All messages, oldest first. */
    List<Object> all() {
        collect();
        return saved(Integer.MAX_VALUE);
    }

    /** The oldest message, or null. */
    Object first() {
        collect();
        return oldest == null ? null : oldest.message;
    }

    /** Drops all messages, now and from now on. */
    void end() {
        startChange();
        incoming = ENDED;
        clear();
        endChange();
    }

    /** A guard decides on one message. One that waits for another would never come to an end. */
    void refuseInGuard(String what) {
        if (inGuard) {
            throw new IllegalStateException(
                    "a guard must not " + what + ": it only looks at the message it is given");
        }
    }

    private boolean accepts(Predicate<Object> guard, Object message) {
        inGuard = true;
        try {
            return guard.test(message);
        } finally {
            inGuard = false;
        }
    }

    private Node bookmark(Class<?> type) {
        return bookmarks == null ? null : bookmarks.of(type);
    }

    private void setBookmark(Class<?> type, Node noneUpTo, int passedOver) {
        if (passedOver >= Bookmarks.WORTHWHILE) {
            if (bookmarks == null) {
                bookmarks = new Bookmarks();
            }
            bookmarks.set(type, noneUpTo);
        }
    }

    private Node after(Node previous) {
        return previous == null ? oldest : previous.link;
    }

    /** Appends to the list what has arrived. */
    private void collect() {
        if (incoming == null) {
            return;
        }
        startChange();
        Node last = (Node) INCOMING.getAndSet(this, null);
        Node rest = null;
        for (Node top = last; top != null; ) {
            Node before = top.link;
            top.link = rest;
            rest = top;
            top = before;
        }
        if (newest == null) {
            oldest = rest;
        } else {
            newest.link = rest;
        }
        newest = last;
        endChange();
    }

    private void clear() {
        oldest = null;
        newest = null;
        bookmarks = null;
    }

    private void unlink(Node previous, Node node) {
        startChange();
        if (previous == null) {
            oldest = node.link;
        } else {
            previous.link = node.link;
        }
        if (newest == node) {
            newest = previous;
        }
        if (bookmarks != null) {
            bookmarks.replace(node, previous);
        }
        // A dead node in the old generation would keep all that came after it alive.
        node.link = null;
        endChange();
    }

    /**
     * From here to {@link #endChange()} is one step: {@link #snapshot()} sees all of it or nothing.
     */
    private void startChange() {
        VERSION.setOpaque(this, version + 1);
        VarHandle.storeStoreFence();
    }

    private void endChange() {
        VERSION.setRelease(this, version + 1);
    }

    private List<Object> saved(int most) {
        var messages = new ArrayList<Object>();
        for (Node node = oldest; node != null && messages.size() < most; node = node.link) {
            messages.add(node.message);
        }
        return Collections.unmodifiableList(messages);
    }

    // Not a Look for await: C2 does not inline a method whose signature names a class that is
    // not loaded, as those of the traces are not where nothing is traced.
    private void awaitWatched(Object wanted, long deadline) {
        owner().waitsFor(wanted);
        try {
            await(deadline);
        } finally {
            owner().waitsFor(null);
        }
    }

    /** Returns when something has arrived or the time is over. */
    private void await(long deadline) {
        if (owner().spin(() -> incoming != null) || !INCOMING.compareAndSet(this, null, WAITING)) {
            return;
        }
        try {
            while (incoming == WAITING && (deadline == Timeout.FOREVER || now() < deadline)) {
                owner().world().scheduler().park(owner(), deadline);
            }
        } finally {
            if (incoming == WAITING) {
                INCOMING.compareAndSet(this, WAITING, null);
            }
        }
    }

    private long now() {
        return owner().world().scheduler().now();
    }
}
