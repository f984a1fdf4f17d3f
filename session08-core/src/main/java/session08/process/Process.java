package session08.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A thread with a mailbox, and what happens when it ends. */
sealed class Process<M> implements Pid<M> permits WatchedProcess {

    private static final ThreadLocal<Process<?>> CURRENT = new ThreadLocal<>();

    private static final VarHandle CALLS;

    static {
        try {
            CALLS = MethodHandles.lookup().findVarHandle(Process.class, "calls", Set.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final World world;
    private final String name;
    private final Mailbox mailbox = new Mailbox(this);

    // Plain: the owner writes it before it first waits, and a sender reads it only after it has
    // seen in the mailbox that the owner waits. That one word orders the two.
    private Thread thread;

    /** For those who ask why nothing happens; the owner writes it when it waits. */
    private Object waitsFor;

    /** The calls that wait for an answer of this process; null until the first one. */
    private volatile Set<ReplyAddress<?>> calls;

    Process(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** The process of the calling thread. Any thread that asks becomes one. */
    static Process<?> current() {
        Process<?> current = CURRENT.get();
        if (current == null) {
            Thread thread = Thread.currentThread();
            String name = thread.getName();
            current =
                    new Process<>(
                            World.REAL, name.isEmpty() ? "thread-" + thread.threadId() : name);
            current.thread = thread;
            CURRENT.set(current);
        }
        return current;
    }

    /** The process of the calling thread, or null if it never asked to be one. */
    static Process<?> currentOrNull() {
        return CURRENT.get();
    }

    /** Runs {@code action} as if no process did: a timer has a thread, but it is nobody's. */
    static void asNobody(Runnable action) {
        Process<?> outer = CURRENT.get();
        CURRENT.remove();
        try {
            action.run();
        } finally {
            become(outer);
        }
    }

    private static void become(Process<?> process) {
        if (process == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(process);
        }
    }

    World world() {
        return world;
    }

    /**
     * The record of this world, or null. A method and not a field, and not the world's: where no
     * {@link WatchedProcess} was ever made, the compiler of the JVM knows that this is null, and
     * drops whatever asks. Reading a field cost a twentieth of a send and a receive.
     */
    Trace trace() {
        return null;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Thread thread() {
        return thread;
    }

    Object waitsFor() {
        return waitsFor;
    }

    /** Null for nothing, any more. */
    void waitsFor(Object what) {
        waitsFor = what;
        if (trace() != null) {
            trace().waits(this, what);
        }
    }

    boolean isAlive() {
        // A thread that became a process by asking ends without telling us.
        return !mailbox.hasEnded() && (thread == null || thread.isAlive());
    }

    @Override
    public void send(M message) {
        Objects.requireNonNull(message, "null is no message: send an object, such as a record");
        if (trace() != null) {
            trace().sent(this, message);
        }
        if (mailbox.add(message)) {
            world.scheduler().wake(this);
        }
        world.scheduler().sent();
    }

    /**
     * Makes the calling thread this process until {@code body} is done.
     *
     * <p>The mailbox is closed before the calls that wait are told: a call registers first and
     * looks at the mailbox after, so it is told or sees for itself.
     */
    void live(Runnable body) {
        thread = Thread.currentThread();
        Process<?> outer = CURRENT.get();
        CURRENT.set(this);
        Throwable reason = null;
        boolean silent = false;
        try {
            body.run();
        } catch (SimulationOver cutOff) {
            silent = true;
            throw cutOff;
        } catch (Throwable thrown) {
            reason = thrown;
            throw thrown;
        } finally {
            if (trace() != null && !silent) {
                trace().ended(this, reason);
            }
            mailbox.end();
            if (calls != null) {
                calls.forEach(ReplyAddress::calleeEnded);
            }
            if (reason != null) {
                world.scheduler().crashed(this, reason);
            }
            become(outer);
        }
    }

    void register(ReplyAddress<?> call) {
        if (calls == null) {
            CALLS.compareAndSet(this, null, ConcurrentHashMap.newKeySet());
        }
        calls.add(call);
    }

    void unregister(ReplyAddress<?> call) {
        calls.remove(call);
    }

    @Override
    public String toString() {
        return name;
    }
}
