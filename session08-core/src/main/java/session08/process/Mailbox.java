package session08.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The messages of one process, oldest first: many threads add, one takes, from anywhere in the row.
 *
 * <h2>The path of a message</h2>
 *
 * <p>A sender pushes the message onto {@link #incoming}, a stack that is replaced as a whole:
 * newest first, one compare-and-set. The oldest lies there as it is, and each that comes before it
 * is taken in a {@link Node}. The owner takes the whole stack with one exchange and appends its
 * messages, the other way round, to the {@link MessageQueue}, which only the owner changes. There a
 * receive looks for a message from the oldest on, and removes the one it takes. A message that is
 * alone and wanted need not go that way, and nothing is made for it.
 *
 * <p>The stack begins in the process itself. When its owner takes it over for the first time it
 * moves, for good, to where it has a cache line to itself: to the {@link Inbox} of the queue.
 * Taking over and moving are one exchange, so each message is in one of the two places, and the
 * owner does not wait at that moment.
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
 * receive. What lies further down was published the same way by who sent it, and handed on by who
 * came after. The owner sets {@code queue} before it writes {@link #MOVED}, with release as well:
 * who reads that finds the queue, or null because the process has ended.
 *
 * <h2>Why not a queue of the library</h2>
 *
 * <p>{@code java.util.concurrent} has no queue that takes from the middle in order without looking
 * again at what it passed over, and none that parks only when no <i>matching</i> element is there.
 * A linked queue with an exchange on its tail (Vyukov) has the oldest first, but between its
 * exchange and its link a sender's message is in the queue and not to be found, which is one more
 * state for the owner to wait in.
 *
 * <h2>Why a process is its mailbox</h2>
 *
 * <p>And does not have one: an object for both is 24 bytes less for each process, and to send to it
 * takes one cache line less from another processor. The two know little of each other.
 */
abstract sealed class Mailbox extends Waiting permits Process {

    /** A message that came after others which have not been taken over. */
    static final class Node {
        final Object message;

        /** What was in {@code incoming} until then: another node, or a message. */
        final Object before;

        Node(Object message, Object before) {
            this.message = message;
            this.before = before;
        }
    }

    /** In {@code incoming}: nothing has arrived, and the owner is parked or about to park. */
    private static final Node WAITING = new Node(null, null);

    /** In {@code incoming}, for good: the process has ended, messages are dropped. */
    private static final Node ENDED = new Node(null, null);

    /** In {@link #word} until the process ends: {@code incoming} is in the queue now. */
    private static final Node MOVED = new Node(null, null);

    private static final VarHandle QUEUE;

    static {
        try {
            QUEUE =
                    MethodHandles.lookup()
                            .findVarHandle(Mailbox.class, "queue", MessageQueue.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Only the owner writes what follows.

    /** Null until something is put there: most processes take what is alone. */
    private MessageQueue queue;

    private boolean inGuard;

    /** What is {@link #incoming}, or {@link #MOVED}. A volatile field, lying where Waiting says. */
    abstract Object word();

    /** Compares {@link #word} and sets it. */
    abstract boolean changeWord(Object from, Object to);

    /** Sets {@link #word} and returns what was there. */
    abstract Object exchangeWord(Object to);

    /**
     * Null, {@link #WAITING}, {@link #ENDED}, or what has arrived: a message if it is alone, else
     * the {@link Node} of the newest. It says all there is to know, so that it does no harm if it
     * was another one meanwhile: a message may be sent, taken and sent again.
     */
    final Object incoming() {
        Object here = word();
        if (here != MOVED) {
            return here;
        }
        MessageQueue moved = queue;
        return moved == null ? ENDED : moved.incoming();
    }

    /** Compares {@link #incoming} and sets it. */
    final boolean change(Object from, Object to) {
        if (word() != MOVED) {
            return changeWord(from, to);
        }
        MessageQueue moved = queue;
        return moved != null && moved.changeIncoming(from, to);
    }

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
        while (true) {
            Object before = incoming();
            if (before == ENDED) {
                return false;
            }
            boolean alone = before == null || before == WAITING;
            if (change(before, alone ? message : new Node(message, before))) {
                return before == WAITING;
            }
        }
    }

    /** The message in what one finds in {@code incoming}, or {@link #before} that. */
    static Object message(Object arrived) {
        return arrived instanceof Node node ? node.message : arrived;
    }

    /** What came before, or null. */
    static Object before(Object arrived) {
        return arrived instanceof Node node ? node.before : null;
    }

    /** Whether its owner has taken over all that came. */
    boolean hasLooked() {
        Object arrived = incoming();
        return arrived == null || arrived == WAITING || arrived == ENDED;
    }

    boolean hasEnded() {
        return incoming() == ENDED;
    }

    /**
     * The messages as they were at one moment, seen from outside. Tries again while the owner is
     * busy receiving.
     *
     * <p>What was read counts only if the queue has not changed meanwhile; then what had arrived
     * comes after it. The owner has a queue before it takes over what has arrived, so who no longer
     * finds that there finds the queue.
     */
    List<Object> snapshot() {
        while (true) {
            var queued = (MessageQueue) QUEUE.getAcquire(this);
            int version = queued == null ? 0 : queued.version();
            var messages = new ArrayList<Object>();
            if (queued != null) {
                queued.copyTo(messages, Integer.MAX_VALUE, version);
            }
            copyArrived(messages);
            if (QUEUE.getAcquire(this) == queued
                    && (queued == null || !queued.hasChangedSince(version))) {
                return Collections.unmodifiableList(messages);
            }
            Thread.yield();
        }
    }

    private void copyArrived(List<Object> messages) {
        Object newest = incoming();
        if (newest != WAITING && newest != ENDED) {
            var arrived = new ArrayList<Object>();
            for (Object at = newest; at != null; at = before(at)) {
                arrived.add(message(at));
            }
            messages.addAll(arrived.reversed());
        }
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
        Objects.requireNonNull(
                type, "the type to receive must not be null: Object.class takes any message");
        refuseInGuard("receive");
        if (guard != null || owner().isTraced()) {
            return search(type, guard, nanos);
        }
        // What is on its stack when a process waits is kept, and copied with each wake-up. So it
        // waits here, which has half of what a search has on it, and this is a loop, in which each
        // step is once: of methods that have become large the compiler of the JVM does not make
        // one, and each has a place of its own on the stack.
        do {
            Object first = nothingIsQueued() ? takeOnly(type) : takeFirst(type);
            if (first != null) {
                return first;
            }
        } while (nothingIsQueued() && takeOverOrWait(type, nanos));
        return nanos == 0 && isKnownToLack(type) ? null : search(type, null, nanos);
    }

    /**
     * Takes over what has arrived; if that is nothing, and nothing ends the wait, waits for it.
     *
     * @return whether to look again if the first message is of this type
     */
    private boolean takeOverOrWait(Class<?> type, long nanos) {
        refusePrimitive(type);
        if (incoming() != null) {
            collect();
            return type.isInstance(queue.first());
        }
        if (nanos == Timeout.FOREVER) {
            await(Timeout.FOREVER);
            return true;
        }
        return false;
    }

    /** The oldest message that is queued if it is of this type, else null. */
    private Object takeFirst(Class<?> type) {
        Object first = queue.first();
        if (!type.isInstance(first)) {
            return null;
        }
        queue.removeFirst();
        return first;
    }

    /** The message, if only one is there and is of this type: it need not be queued first. */
    private Object takeOnly(Class<?> type) {
        Object only = incoming();
        return !(only instanceof Node) && type.isInstance(only) && change(only, null) ? only : null;
    }

    private boolean nothingIsQueued() {
        return queue == null || queue.isEmpty();
    }

    private boolean isKnownToLack(Class<?> type) {
        return incoming() == null && (queue == null || queue.isKnownToLack(type));
    }

    private Object search(Class<?> type, Predicate<Object> guard, long nanos) {
        refusePrimitive(type);
        Trace trace = owner().isTraced() ? owner().trace() : null;
        Trace.Look look = trace == null ? null : new Trace.Look(owner(), new Wanted(type, guard));
        Consumer<Object> passedOver = look == null ? null : look::passOver;
        if (queue != null) {
            // A trace shows every message that is passed over, so it is walked past once more.
            queue.start(look == null ? type : null);
        }
        long deadline = Timeout.FOREVER;
        while (true) {
            // Decided before the look: what arrives until the time is over is still looked at, and
            // a stream of unwanted messages cannot put off the end.
            boolean lastLook = nanos == 0 || deadline != Timeout.FOREVER && now() >= deadline;
            if (guard == null && look == null && nothingIsQueued()) {
                Object only = takeOnly(type);
                if (only != null) {
                    return only;
                }
            }
            collect();
            Object found = queue == null ? null : find(type, guard, passedOver);
            if (found != null) {
                queue.removeFound();
                if (look != null) {
                    trace.took(look, found, queued(Trace.SHOWN + 1));
                }
                return found;
            }
            if (lastLook) {
                if (look != null) {
                    trace.timedOut(look, queued(Trace.SHOWN + 1));
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

    private Object find(Class<?> type, Predicate<Object> guard, Consumer<Object> passedOver) {
        if (guard == null) {
            return queue.find(type, null, passedOver);
        }
        inGuard = true;
        try {
            return queue.find(type, guard, passedOver);
        } finally {
            inGuard = false;
        }
    }

    /** Removes and returns all messages, oldest first. */
    List<Object> removeAll() {
        List<Object> messages = all();
        if (queue != null) {
            queue.removeAll();
        }
        return messages;
    }

    /** All messages, oldest first. */
    List<Object> all() {
        takeOver();
        return queued(Integer.MAX_VALUE);
    }

    /** The oldest message, or null. */
    Object first() {
        takeOver();
        return nothingIsQueued() ? null : queue.first();
    }

    /** Drops all messages, now and from now on. */
    void end() {
        MessageQueue dropped = queue;
        if (dropped == null) {
            exchangeWord(ENDED);
        } else {
            dropped.startChange();
            // Who has seen MOVED before may still send something to what is dropped here.
            exchangeWord(ENDED);
            queue = null;
            dropped.endChange();
        }
    }

    // Only where nothing was found at once: there is none to be found.
    private static void refusePrimitive(Class<?> type) {
        if (type.isPrimitive()) {
            throw new IllegalArgumentException(
                    "no message is a primitive " + type + ": receive the class of its box");
        }
    }

    /** A guard decides on one message. One that waits for another would never come to an end. */
    void refuseInGuard(String what) {
        if (inGuard) {
            throw new IllegalStateException(
                    "a guard must not " + what + ": it only looks at the message it is given");
        }
    }

    /**
     * Takes over what has arrived, unless the process has ended: a handler of uncaught exceptions
     * runs in its thread, too.
     *
     * <p>It need not wait for the next receive: as a chain it takes five times the memory, and a
     * garbage collector follows it link by link to copy it. Who spawns a million others and gets
     * all their answers meanwhile is done in four fifths of the time.
     */
    void takeOver() {
        if (!hasEnded()) {
            collect();
        }
    }

    /**
     * Takes over what has arrived.
     *
     * @throws IllegalStateException if the process has ended
     */
    private void collect() {
        if (incoming() == null) {
            return;
        }
        if (hasEnded()) {
            throw new IllegalStateException(
                    owner()
                            + " has ended and gets no more messages: a handler of uncaught"
                            + " exceptions must not receive");
        }
        boolean moves = queue == null;
        if (moves) {
            QUEUE.setRelease(this, new MessageQueue());
        }
        queue.startChange();
        queue.add(moves ? exchangeWord(MOVED) : queue.exchangeIncoming(null));
        queue.endChange();
    }

    private List<Object> queued(int most) {
        return queue == null ? List.of() : queue.list(most);
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
        boolean cameTogether = queue != null && queue.cameTogether();
        if (spinForMessage(() -> incoming() != null, cameTogether) || !change(null, WAITING)) {
            return;
        }
        try {
            while (incoming() == WAITING && (deadline == Timeout.FOREVER || now() < deadline)) {
                scheduler().park(owner(), deadline);
            }
        } finally {
            if (incoming() == WAITING) {
                change(WAITING, null);
            }
        }
    }

    private long now() {
        return scheduler().now();
    }
}
