package session08.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The messages that a process has taken over and not taken out yet, oldest first. Only the owner
 * changes it. It walks past the messages to find one, as far as those that have arrived, and goes
 * on from there when there are more.
 *
 * <h2>Blocks</h2>
 *
 * <p>It is a list of arrays. In a list of single nodes the processor has to wait for each before it
 * knows where the next one is; in an array it fetches ahead. A walk with a guard takes two thirds
 * of the time, before a thousand messages as before a million.
 *
 * <p>A message that leaves from the middle leaves a hole. At worst each block has one message and
 * else holes. To walk past that takes about as long as to wait for a node that is not in the
 * caches, so nothing is moved to fill holes: a message stays where it is, and with it all that
 * points there.
 *
 * <h2>Why a mailbox is not its queue, too</h2>
 *
 * <p>Most processes never have one: they take what is alone. And here the owner writes with each
 * receive, while senders read the mailbox with each message. If both lie in one cache line, it goes
 * back and forth between the processors; with the version in the mailbox counting took half as long
 * again. For the same reason what senders write is an {@link Inbox} away.
 *
 * <h2>Seen from outside</h2>
 *
 * <p>Others may copy what is here without a lock, so the owner pays nothing but two stores for each
 * change. It makes the version odd before the change, with a fence that no store of the change
 * overtakes, and even afterwards, with release. Who reads the version with acquire, then the
 * messages, and after a fence the same even version again has seen no part of a change: having read
 * anything of one would mean to find at least its odd version, too.
 */
final class MessageQueue extends Inbox {

    /** Messages of a block. With 16 walks past a million take longer, with 64 sparse ones. */
    private static final int LARGEST = 32;

    /** Messages lie in {@code from <= index < to}, the oldest of them at {@code from}. */
    private static final class Block {
        final Object[] messages;
        int from;
        int to;
        int size;
        Block older;
        Block newer;

        /** An empty one that is filled from {@code end} down. */
        Block(int capacity, int end) {
            messages = new Object[capacity];
            from = end;
            to = end;
        }

        int room() {
            return messages.length - to;
        }

        void remove(int index) {
            messages[index] = null;
            size--;
            if (size == 0) {
                from = to;
                return;
            }
            while (messages[from] == null) {
                from++;
            }
        }
    }

    /**
     * What earlier walks have learnt: before this place no message is of that type. A loop that
     * asks for the urgent messages first asks for the same type again and again, and would walk
     * past the same others each time; so it walks past each of them once.
     *
     * <p>This holds because new messages come at the end, and a message's type never changes. What
     * a guard says may, so guards are asked each time.
     */
    private static final class Bookmark {
        /** How many messages it takes to pay for one. */
        static final int WORTHWHILE = 16;

        /** A process that waits for many types loses the one it set first, and walks again. */
        static final int MOST = 4;

        final Class<?> type;

        /** Null for the beginning. */
        Block block;

        int index;

        Bookmark(Class<?> type) {
            this.type = type;
        }
    }

    private static final VarHandle VERSION;

    static {
        try {
            VERSION =
                    MethodHandles.lookup().findVarHandle(MessageQueue.class, "version", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Odd while the owner changes what is here. */
    private int version;

    private Block oldest;
    private Block newest;

    /** Null until a walk was long enough. */
    private Bookmark[] bookmarks;

    private int replaced;

    /** Whether what was added last were several messages. */
    private boolean several;

    // The walk.

    /** Where it goes on; null for the beginning. */
    private Block block;

    private int index;

    private int passed;

    /** Where the first message of the type was; null if there was none. */
    private Block firstBlock;

    private int firstIndex;

    boolean isEmpty() {
        return oldest == null;
    }

    /** The oldest message. There must be one. */
    Object first() {
        return oldest.messages[oldest.from];
    }

    /**
     * Appends what has arrived.
     *
     * @param arrived the newest message, and with it those {@linkplain Mailbox#before before} it
     */
    void add(Object arrived) {
        several = arrived instanceof Mailbox.Node;
        int count = 0;
        for (Object at = arrived; at != null && count <= LARGEST; at = Mailbox.before(at)) {
            count++;
        }
        if (newest != null && count <= newest.room()) {
            addToNewest(arrived, count);
        } else {
            addBlocks(arrived, count);
        }
    }

    /** Whether what was added last were several messages. Says so once. */
    boolean cameTogether() {
        boolean together = several;
        several = false;
        return together;
    }

    private void addToNewest(Object arrived, int count) {
        int end = newest.to + count;
        for (Object at = arrived; at != null; at = Mailbox.before(at)) {
            newest.messages[--end] = Mailbox.message(at);
        }
        newest.to += count;
        newest.size += count;
    }

    private void addBlocks(Object arrived, int count) {
        if (newest != null && newest.size == 0) {
            unlink(newest);
        }
        int end = Math.min(count, LARGEST);
        // Exactly what it takes for those who take all at once; ever more for those who do not.
        int twice = newest == null ? 0 : Math.min(2 * newest.messages.length, LARGEST);
        Block last = new Block(Math.max(end, twice), end);
        Block first = last;
        for (Object at = arrived; at != null; at = Mailbox.before(at)) {
            if (first.from == 0) {
                var before = new Block(LARGEST, LARGEST);
                link(before, first);
                first = before;
            }
            first.messages[--first.from] = Mailbox.message(at);
            first.size++;
        }
        if (newest == null) {
            oldest = first;
        } else {
            link(newest, first);
        }
        newest = last;
    }

    private static void link(Block older, Block newer) {
        older.newer = newer;
        newer.older = older;
    }

    /** Whether earlier walks have been past all messages, and none is of this type. */
    boolean isKnownToLack(Class<?> type) {
        if (isEmpty()) {
            return true;
        }
        Bookmark known = bookmark(type);
        return known != null && known.block == newest && known.index == newest.to;
    }

    // ---- the walk ---------------------------------------------------------------------------

    /**
     * Begins a walk.
     *
     * @param type where no message is known to be of this type, or null for the beginning
     */
    void start(Class<?> type) {
        endWalk();
        passed = 0;
        Bookmark known = type == null ? null : bookmark(type);
        if (known != null && known.block != null) {
            block = known.block;
            index = known.index;
        }
    }

    /**
     * Goes on to the next message that is wanted.
     *
     * @param guard what it is to fulfil besides, or null
     * @param passedOver told of each message that is passed over, or null
     * @return the message, or null at the end: then once more if something has been added
     */
    Object find(Class<?> type, Predicate<Object> guard, Consumer<Object> passedOver) {
        if (block == null) {
            block = oldest;
            index = oldest == null ? 0 : oldest.from;
        }
        Object found = null;
        while (block != null) {
            found = findInBlock(type, guard, passedOver);
            if (found != null || block.newer == null) {
                break;
            }
            block = block.newer;
            index = block.from;
        }
        remember(type);
        return found;
    }

    private Object findInBlock(
            Class<?> type, Predicate<Object> guard, Consumer<Object> passedOver) {
        Object[] messages = block.messages;
        int at = index;
        // Asked each time: a guard may look at all messages, which adds what has arrived.
        for (; at < block.to; at++) {
            Object message = messages[at];
            if (message == null) {
                continue;
            }
            if (type.isInstance(message)) {
                if (guard == null || guard.test(message)) {
                    passed += at - index;
                    index = at + 1;
                    return message;
                }
                if (firstBlock == null) {
                    firstBlock = block;
                    firstIndex = at;
                }
            }
            if (passedOver != null) {
                passedOver.accept(message);
            }
        }
        passed += at - index;
        index = at;
        return null;
    }

    /** Up to here, or up to the first message of the type, all are of others. */
    private void remember(Class<?> type) {
        Bookmark known = bookmark(type);
        if (known == null) {
            if (passed < Bookmark.WORTHWHILE) {
                return;
            }
            known = new Bookmark(type);
            if (bookmarks == null) {
                bookmarks = new Bookmark[Bookmark.MOST];
            }
            bookmarks[replaced] = known;
            replaced = (replaced + 1) % Bookmark.MOST;
        }
        known.block = firstBlock == null ? block : firstBlock;
        known.index = firstBlock == null ? index : firstIndex;
    }

    /** Removes the message that {@link #find} has found. */
    void removeFound() {
        startChange();
        Block from = block;
        from.remove(index - 1);
        // The newest stays: a process that takes each as it comes fills it, and not one for each.
        if (from.size == 0 && (from == oldest || from != newest)) {
            unlink(from);
        }
        endWalk();
        endChange();
    }

    /** Removes the oldest message. There must be one. */
    void removeFirst() {
        // Not one method with removeFound(), which asks for more: with that much machine code a
        // receive is no longer inlined where it is called, and a loop of them took nearly twice.
        startChange();
        oldest.remove(oldest.from);
        if (oldest.size == 0) {
            unlink(oldest);
        }
        endWalk();
        endChange();
    }

    void removeAll() {
        startChange();
        forget();
        endChange();
    }

    private void forget() {
        oldest = null;
        newest = null;
        bookmarks = null;
        endWalk();
    }

    /** So that it does not go on where a message was. */
    private void endWalk() {
        block = null;
        firstBlock = null;
    }

    private void unlink(Block empty) {
        Block older = empty.older;
        Block newer = empty.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        Block beside = newer == null ? older : newer;
        int place = newer == null && older != null ? older.to : 0;
        if (block == empty) {
            block = beside;
            index = place;
        }
        if (bookmarks != null) {
            for (Bookmark bookmark : bookmarks) {
                if (bookmark != null && bookmark.block == empty) {
                    bookmark.block = beside;
                    bookmark.index = place;
                }
            }
        }
        // A dead block in the old generation would keep those beside it alive.
        empty.older = null;
        empty.newer = null;
        // What is left may be the newest, which stays without a message if it is not the oldest.
        if (oldest != null && oldest.size == 0) {
            forget();
        }
    }

    private Bookmark bookmark(Class<?> type) {
        if (bookmarks != null) {
            for (Bookmark bookmark : bookmarks) {
                if (bookmark != null && bookmark.type == type) {
                    return bookmark;
                }
            }
        }
        return null;
    }

    // ---- looking ----------------------------------------------------------------------------

    /** At most so many, oldest first. */
    List<Object> list(int most) {
        var messages = new ArrayList<Object>();
        copyTo(messages, most, version);
        return Collections.unmodifiableList(messages);
    }

    /**
     * Copies the messages, oldest first. Any thread may do so, but if the owner has changed
     * something meanwhile, what it then has is good for nothing.
     *
     * @param most how many
     * @param version as long as it is this one
     */
    void copyTo(List<Object> messages, int most, int version) {
        for (Block in = oldest; in != null; in = in.newer) {
            for (int at = in.from; at < in.to; at++) {
                if (messages.size() == most || hasChangedSince(version)) {
                    return;
                }
                Object message = in.messages[at];
                if (message != null) {
                    messages.add(message);
                }
            }
        }
    }

    /** What tells later whether there was a change. */
    int version() {
        return (int) VERSION.getAcquire(this);
    }

    /** Whether what was read since then may be of different moments. */
    boolean hasChangedSince(int version) {
        VarHandle.acquireFence();
        return (version & 1) != 0 || (int) VERSION.getOpaque(this) != version;
    }

    /**
     * From here to {@link #endChange()} is one step: who looks at it from another thread sees all
     * of it, or that it has seen nothing.
     */
    void startChange() {
        VERSION.setOpaque(this, version + 1);
        VarHandle.storeStoreFence();
    }

    void endChange() {
        VERSION.setRelease(this, version + 1);
    }
}
