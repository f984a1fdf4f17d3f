package session08.process;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes threads. While it is closed it keeps them, and wakes them when it opens, in the order in
 * which they came.
 *
 * <p>Nobody is left behind: who finds it closed puts the thread into the queue and then looks
 * again; who opens it says so and then empties the queue. The queue's changes and the flag are
 * volatile, so one of the two sees what the other did.
 */
final class Gate {

    private final Queue<Thread> kept = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    void wake(Thread thread) {
        if (!closed) {
            LockSupport.unpark(thread);
            return;
        }
        kept.add(thread);
        if (!closed) {
            wakeAll();
        }
    }

    void close() {
        closed = true;
    }

    void open() {
        closed = false;
        wakeAll();
    }

    private void wakeAll() {
        for (Thread thread = kept.poll(); thread != null; thread = kept.poll()) {
            LockSupport.unpark(thread);
        }
    }
}
