package session08.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * A thread with a mailbox, which it inherits, and what happens when it ends.
 *
 * <p>A process that was spawned is its own thread's handler of uncaught exceptions. That is a field
 * which every thread has anyway, and by it the thread knows whose it is. A {@link ThreadLocal}
 * would do, too, but is a hash table for each thread, an eighth of the memory of an idle process;
 * only threads that were not spawned here have one.
 */
sealed class Process<M> extends Mailbox implements Pid<M>, Runnable, Thread.UncaughtExceptionHandler
        permits WatchedProcess {

    /** For threads that were not spawned here. */
    private static final ThreadLocal<Process<?>> GUEST = new ThreadLocal<>();

    private static final VarHandle CALLS;
    private static final VarHandle WORD;

    static {
        try {
            var lookup = MethodHandles.lookup();
            CALLS = lookup.findVarHandle(Process.class, "calls", Calls.class);
            WORD = lookup.findVarHandle(Process.class, "word", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;

    /** The calls that wait for an answer of this process; null until the first one. */
    private volatile Calls calls;

    /**
     * Its body, a {@link TailCall}, until it runs, and no longer: all that this refers to is the
     * first call's. Then null, until the scheduler needs an {@link Alarm} that wakes it when its
     * time is over. Two fields would make each process eight bytes larger.
     */
    private Object task;

    // Plain: the owner writes it before it first waits, and a sender reads it only after it has
    // seen in the mailbox that the owner waits. That one word orders the two.
    private Thread thread;

    // The last one, see Waiting.
    private volatile Object word;

    /** Of the real world. In the others live {@link WatchedProcess}es. */
    Process(String name, TailCall<M> body) {
        this.name = name;
        this.task = body;
    }

    /** The process of the calling thread. Any thread that asks becomes one. */
    static Process<?> current() {
        Process<?> current = currentOrNull();
        return current == null ? guest(Thread.currentThread()) : current;
    }

    /** The process of the calling thread, or null if it never asked to be one. */
    static Process<?> currentOrNull() {
        return Thread.currentThread().getUncaughtExceptionHandler() instanceof Process<?> process
                ? process
                : GUEST.get();
    }

    private static Process<?> guest(Thread thread) {
        if (thread.isVirtual() && isSpawned()) {
            throw new IllegalStateException(
                    thread.getName()
                            + " has been given another handler of uncaught exceptions and does not"
                            + " know its mailbox any more: catch them in the body of the process,"
                            + " or set the default handler");
        }
        String name = thread.getName();
        var guest = new Process<>(name.isEmpty() ? "thread-" + thread.threadId() : name, null);
        guest.thread = thread;
        GUEST.set(guest);
        return guest;
    }

    private static boolean isSpawned() {
        String ours = Process.class.getName();
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.anyMatch(
                                        frame ->
                                                frame.getClassName().equals(ours)
                                                        && frame.getMethodName().equals("run")));
    }

    /** Runs {@code action} as if no process did: a timer has a thread, but it is nobody's. */
    static void asNobody(Runnable action) {
        as(null, action);
    }

    private static void as(Process<?> process, Runnable action) {
        Thread thread = Thread.currentThread();
        if (thread.getUncaughtExceptionHandler() instanceof Process<?> outer) {
            thread.setUncaughtExceptionHandler(process);
            try {
                action.run();
            } finally {
                thread.setUncaughtExceptionHandler(outer);
            }
        } else {
            Process<?> outer = GUEST.get();
            GUEST.set(process);
            try {
                action.run();
            } finally {
                if (outer == null) {
                    GUEST.remove();
                } else {
                    GUEST.set(outer);
                }
            }
        }
    }

    /**
     * Where it lives. A method and not a field: no process of the real world keeps what is the same
     * for all of them, and where there is no other world the compiler of the JVM knows the answer.
     */
    World world() {
        return World.REAL;
    }

    @Override
    Scheduler scheduler() {
        return VirtualThreads.INSTANCE;
    }

    /**
     * Whether its sends and receives are recorded. A method and not a field, and not the world's:
     * where no {@link WatchedProcess} was ever made, the compiler of the JVM knows the answer, and
     * drops whatever asks. Reading a field cost a twentieth of a send and a receive. And not {@link
     * #trace}: a method whose signature names a class that is not loaded is called each time, which
     * cost a tenth.
     */
    boolean isTraced() {
        return false;
    }

    /** The record of this world, if this process {@link #isTraced}. */
    Trace trace() {
        return null;
    }

    Mailbox mailbox() {
        return this;
    }

    @Override
    Process<?> owner() {
        return this;
    }

    @Override
    Object word() {
        return word;
    }

    @Override
    boolean changeWord(Object from, Object to) {
        return WORD.compareAndSet(this, from, to);
    }

    @Override
    Object exchangeWord(Object to) {
        return WORD.getAndSet(this, to);
    }

    Thread thread() {
        return thread;
    }

    /** The calling process has sent something, see {@link #hasSent}. */
    static void sent(boolean woke, Mailbox whom) {
        if (Thread.currentThread().getUncaughtExceptionHandler() instanceof Process<?> sender) {
            sender.hasSent(woke, whom);
        }
    }

    /** What it waits for, if it is watched and waits; else null. */
    Object waitsFor() {
        return null;
    }

    /** Null for nothing, any more. Of interest only to those who watch. */
    void waitsFor(Object what) {}

    boolean isAlive() {
        // A thread that became a process by asking ends without telling us.
        return !hasEnded() && (thread == null || thread.isAlive());
    }

    @Override
    public void send(M message) {
        Objects.requireNonNull(message, "null is no message: send an object, such as a record");
        if (isTraced()) {
            trace().sent(this, message);
        }
        boolean wake = add(message);
        if (wake) {
            scheduler().wake(this);
        }
        sent(wake, this);
        scheduler().sent();
    }

    /** Makes the calling thread this process until {@code action} is done. */
    void enter(Runnable action) {
        TailCall<M> body =
                () -> {
                    action.run();
                    return Processes.stop();
                };
        task = body;
        as(this, this);
    }

    /**
     * The life of a process: makes all calls, from the body on.
     *
     * <p>The mailbox is closed before the calls that wait are told: a call registers first and
     * looks at the mailbox after, so it is told or sees for itself.
     */
    @Override
    public void run() {
        TailCall<?> body = (TailCall<?>) task;
        task = null;
        thread = Thread.currentThread();
        try {
            Processes.run(body);
        } catch (Throwable reason) {
            ended(reason);
            throw reason;
        }
        ended(null);
    }

    private void ended(Throwable reason) {
        boolean cutOff = reason instanceof SimulationOver;
        if (isTraced() && !cutOff) {
            trace().ended(this, reason);
        }
        end();
        if (alarm() != null) {
            alarm().cancel();
        }
        if (calls != null) {
            calls.all().forEach(ReplyAddress::calleeEnded);
        }
        if (reason != null && !cutOff) {
            scheduler().crashed(this, reason);
        }
    }

    /** Does what would be done if the thread had no handler. */
    @Override
    public void uncaughtException(Thread thread, Throwable reason) {
        thread.getThreadGroup().uncaughtException(thread, reason);
    }

    Alarm alarm() {
        return (Alarm) task;
    }

    void alarm(Alarm mine) {
        task = mine;
    }

    /** Whether the thread of this process runs nothing else. Only the owner asks. */
    boolean wasSpawned() {
        return thread.getUncaughtExceptionHandler() == this;
    }

    void register(ReplyAddress<?> call) {
        if (calls == null) {
            CALLS.compareAndSet(this, null, new Calls());
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
