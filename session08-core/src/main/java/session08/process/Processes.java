package session08.process;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The process primitives. Import them all: {@code import static session08.process.Processes.*;}
 *
 * <pre>{@code
 * Pid<Counter.Message> counter = Counter.start(10);   // spawn
 * send(counter, new Increment());
 * send(counter, new Get(self()));
 * Count count = receive(Count.class);
 * }</pre>
 *
 * <p>A process is a virtual thread with a mailbox. It shares nothing with other processes but the
 * messages they send each other; those should be immutable, as records of immutable parts are. A
 * thread that was not spawned, {@code main} or a test, has a mailbox as soon as it asks for one.
 *
 * <p>All methods may be called by any thread and act on the mailbox of the calling one. The
 * numbered guarantees behind them are listed in {@code session08-core/GUARANTEES.md}.
 *
 * <p>Trade-offs, against Erlang, whose model this is: processes share a heap, so nothing but care
 * keeps them from changing each other's objects; a process that computes is not interrupted for the
 * others; and a loop has to return its next call (see {@link TailCall}) instead of making it. In
 * return the compiler knows which messages a process takes, and says which one a {@code switch}
 * forgot.
 */
public final class Processes {

    /**
     * How long a {@link #call(Pid, Function) call} waits that names no time: as long as Erlang's.
     */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    private static final Predicate<Object> NO_GUARD = null;

    private static final TailCall<Object> STOP =
            () -> {
                throw new IllegalStateException("the call after stop() was made");
            };

    private Processes() {}

    // ---- life -------------------------------------------------------------------------------

    /**
     * Starts a process that runs {@code body} and the calls it returns until one of them is {@link
     * #stop()}. Its name is that of the class that wrote the lambda, and a number.
     *
     * <p>If the body throws, the process ends. The exception goes to the {@linkplain
     * Thread#setDefaultUncaughtExceptionHandler default handler} of threads; if there is none it is
     * printed once with the name of the process and the stack trace. No other process notices,
     * unless it waits in a {@link #call call} for an answer. The default handler runs in the thread
     * of the process, which has ended by then: it may send, call and spawn, but not receive. The
     * thread's own handler is how it knows its mailbox, so that one must not be replaced.
     *
     * @return the address of the new process, which may not have begun to run
     */
    public static <M> Pid<M> spawn(TailCall<M> body) {
        Objects.requireNonNull(
                body, "the body of a process must not be null: pass () -> loop(state)");
        return spawn(Names.home(body.getClass()), body);
    }

    /** As {@link #spawn(TailCall)}, with a name of your own, to which a number is added. */
    public static <M> Pid<M> spawn(String name, TailCall<M> body) {
        Objects.requireNonNull(name, "the name of a process must not be null");
        Objects.requireNonNull(
                body, "the body of a process must not be null: pass () -> loop(state)");
        Process<?> parent = Process.currentOrNull();
        World world = parent == null ? World.REAL : parent.world();
        return world.spawn(parent, name, body);
    }

    /**
     * Starts a process that runs {@code body} once and ends. It understands no message in
     * particular, so its address takes any.
     */
    public static Pid<Object> spawn(Runnable body) {
        Objects.requireNonNull(body, "the body of a process must not be null");
        return spawn(Names.home(body.getClass()), body);
    }

    /** As {@link #spawn(Runnable)}, with a name of your own, to which a number is added. */
    public static Pid<Object> spawn(String name, Runnable body) {
        Objects.requireNonNull(body, "the body of a process must not be null");
        return spawn(
                name,
                () -> {
                    body.run();
                    return stop();
                });
    }

    /**
     * Ends the process: {@code case Stop() -> stop();}.
     *
     * @return the call after which no other is made
     */
    @SuppressWarnings("unchecked") // the one who runs a loop never makes this call
    public static <M> TailCall<M> stop() {
        return (TailCall<M>) STOP;
    }

    /**
     * Runs a loop in the calling thread until it stops. {@code spawn} does this in the new process.
     *
     * @throws NullPointerException if a call returns null instead of the next one
     */
    public static <M> void run(TailCall<M> first) {
        TailCall<M> call = first;
        while (call != STOP) {
            call = call.next();
            if (call == null) {
                throw new NullPointerException(
                        "a loop returned null: return the next call, () -> loop(state), or stop()");
            }
        }
    }

    /** The address of the calling thread's own mailbox, which takes any message. */
    @SuppressWarnings("unchecked") // a mailbox takes every object; M only says what a loop expects
    public static Pid<Object> self() {
        return (Pid<Object>) Process.current();
    }

    /**
     * Whether the process behind {@code pid} has not ended yet. It may end while you read the
     * answer.
     *
     * @throws IllegalArgumentException for the reply address of a call, behind which is no process
     */
    public static boolean isAlive(Pid<?> pid) {
        return process(pid, "isAlive").isAlive();
    }

    // ---- send -------------------------------------------------------------------------------

    /** Sends a message: {@link Pid#send}, spelled as in the lesson. */
    public static <M> void send(Pid<M> to, M message) {
        Objects.requireNonNull(to, "there is no process to send to: the pid is null");
        to.send(message);
    }

    /**
     * Sends {@code message} once {@code delay} has passed; never before. An ended process gets
     * nothing, as with every send.
     *
     * @return the timer, with which the message can be held back
     * @throws IllegalArgumentException if {@code delay} is negative
     */
    public static <M> Timer sendAfter(Pid<M> to, M message, Duration delay) {
        Objects.requireNonNull(to, "there is no process to send to: the pid is null");
        Objects.requireNonNull(message, "null is no message: send an object, such as a record");
        long nanos = Timeout.nanos(delay, "a delay");
        return Process.current().scheduler().after(nanos, () -> to.send(message));
    }

    // ---- receive ----------------------------------------------------------------------------

    /**
     * Takes the oldest message of {@code type} out of the mailbox and leaves the others where they
     * are. Waits until there is one.
     *
     * <p>The message has left the mailbox when this method returns, so a receive in the body of a
     * receive is simply a call, and sees what the first one passed over. Every receive looks from
     * the oldest message again; while it waits it looks at each new arrival once.
     *
     * @param type what to take; a sealed interface takes all its records
     */
    public static <T> T receive(Class<T> type) {
        return type.cast(mailbox().take(type, NO_GUARD, Timeout.FOREVER));
    }

    /**
     * Takes the oldest message of {@code type} that {@code guard} accepts.
     *
     * <pre>{@code receive(Recalled.class, r -> r.key().equals(key))}</pre>
     *
     * <p>A guard is called once for each message of the type that is looked at, oldest first. One
     * that throws ends the receive with its exception, and leaves message and mailbox untouched. It
     * must not receive, call or sleep.
     */
    public static <T> T receive(Class<T> type, Predicate<? super T> guard) {
        return type.cast(mailbox().take(type, guard(type, guard), Timeout.FOREVER));
    }

    /**
     * A guard with a name, for those who read what a process waits for: a failed test, a {@link
     * Trace}.
     *
     * <pre>{@code receive(Recalled.class, named("its key is topic", r -> r.key().equals("topic")))}
     * </pre>
     */
    public static <T> Predicate<T> named(String name, Predicate<T> guard) {
        Objects.requireNonNull(name, "the name of a guard must not be null");
        Objects.requireNonNull(guard, "a guard must not be null");
        return new Predicate<>() {
            @Override
            public boolean test(T message) {
                return guard.test(message);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    /**
     * Takes the oldest message of {@code type}, if there is or comes one in time.
     *
     * <pre>{@code
     * switch (receive(Urgent.class, after(ZERO))) {
     *     case Received(Urgent(var text)) -> ...
     *     case TimedOut() -> ...
     * }
     * }</pre>
     *
     * <p>The whole mailbox is looked at before the time starts, also when the time is zero.
     * Messages that do not match do not start it again. It never ends early.
     */
    public static <T> Awaited<T> receive(Class<T> type, Timeout timeout) {
        return awaited(type, mailbox().take(type, NO_GUARD, nanos(timeout)));
    }

    /**
     * Takes the oldest message of {@code type} that {@code guard} accepts, if one comes in time.
     */
    public static <T> Awaited<T> receive(
            Class<T> type, Predicate<? super T> guard, Timeout timeout) {
        return awaited(type, mailbox().take(type, guard(type, guard), nanos(timeout)));
    }

    /**
     * How long a receive may wait. {@code after(ZERO)} only looks; a time too long to count waits
     * for ever.
     *
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    public static Timeout after(Duration duration) {
        return Timeout.of(duration);
    }

    /**
     * A receive that waits until {@link #monotonicTime()} reaches {@code deadline}, and only looks
     * when it has. The time it may wait is worked out here, now.
     */
    public static Timeout until(Duration deadline) {
        Objects.requireNonNull(
                deadline, "a deadline must not be null: add a Duration to monotonicTime()");
        Duration left;
        try {
            left = deadline.minus(monotonicTime());
        } catch (ArithmeticException beyondCounting) {
            left = deadline; // so far away that now is as good as zero
        }
        return Timeout.of(left.isNegative() ? Duration.ZERO : left);
    }

    // ---- call -------------------------------------------------------------------------------

    /** A {@link #call(Pid, Function, Duration) call} that waits {@link #CALL_TIMEOUT}. */
    public static <M, A> Reply<A> call(
            Pid<M> callee, Function<? super Pid<A>, ? extends M> request) {
        return call(callee, request, CALL_TIMEOUT);
    }

    /**
     * Asks a process and waits for its answer.
     *
     * <pre>{@code
     * Reply<Count> reply = call(counter, Get::new, ofSeconds(1));
     * }</pre>
     *
     * <p>The address in the request is good for one answer. The answer does not pass through the
     * caller's mailbox: a late one is dropped and can never be taken for that of another call, and
     * what waits in the mailbox neither slows the call down nor is touched by it.
     *
     * <p>If the process has ended, or ends before it answers, the caller hears it at once. (Of a
     * thread that has a mailbox without being spawned only the first is noticed.)
     *
     * @param request makes the request from the address to answer to, as {@code Get::new} does
     * @throws IllegalArgumentException if the process calls itself, which would wait for ever, if
     *     {@code callee} is a reply address, or if {@code timeout} is negative
     */
    public static <M, A> Reply<A> call(
            Pid<M> callee, Function<? super Pid<A>, ? extends M> request, Duration timeout) {
        Process<M> process = process(callee, "call");
        Process<?> caller = Process.current();
        if (process == caller) {
            throw new IllegalArgumentException(
                    caller
                            + " calls itself and would wait for its own answer for ever: use the"
                            + " state it has, or spawn a process that calls");
        }
        caller.mailbox().refuseInGuard("call");
        long nanos = Timeout.nanos(timeout, "a timeout");
        var address = new ReplyAddress<A>(caller, process);
        M message =
                Objects.requireNonNull(
                        request.apply(address), "the request of a call must not be null");
        Reply<A> reply;
        if (process.isAlive()) {
            process.send(message);
            reply = address.await(caller, process, nanos);
        } else {
            reply = new NoProcess<>();
        }
        if (caller.isTraced()) {
            caller.trace().called(caller, address, reply);
        }
        return reply;
    }

    // ---- time -------------------------------------------------------------------------------

    /**
     * Blocks the calling process. Messages that arrive wait in its mailbox.
     *
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    public static void sleep(Duration duration) {
        long nanos = Timeout.nanos(duration, "a time to sleep");
        Process<?> process = Process.current();
        process.mailbox().refuseInGuard("sleep");
        process.scheduler().sleep(process, nanos);
    }

    /**
     * The time since some fixed moment. It never goes back and does not follow the wall clock; in a
     * {@link Simulation} it is the simulated time, so a process that measures time asks here.
     */
    public static Duration monotonicTime() {
        return Duration.ofNanos(Process.current().scheduler().now());
    }

    // ---- look -------------------------------------------------------------------------------

    /** What lies in the calling thread's mailbox, oldest first. Nothing is removed. */
    public static List<Object> messages() {
        return mailbox().all();
    }

    /**
     * What lies in the mailbox of a process at this moment, oldest first. Nothing is removed. All
     * that the caller has sent to it before is there or has been received. Empty for a process that
     * has ended.
     *
     * <p>A means for tests and the curious: it copies the mailbox, and while the process is busy
     * receiving it tries again.
     */
    public static List<Object> messages(Pid<?> pid) {
        Process<?> process = process(pid, "messages");
        return process == Process.currentOrNull() ? messages() : process.mailbox().snapshot();
    }

    /** The oldest message in the calling thread's mailbox, which stays where it is. */
    public static Optional<Object> peek() {
        return Optional.ofNullable(mailbox().first());
    }

    /** Empties the calling thread's mailbox. Returns what was in it, oldest first. */
    public static List<Object> flush() {
        Process<?> process = Process.current();
        process.mailbox().refuseInGuard("flush");
        return process.mailbox().removeAll();
    }

    // -----------------------------------------------------------------------------------------

    private static Mailbox mailbox() {
        return Process.current().mailbox();
    }

    private static <T> Awaited<T> awaited(Class<T> type, Object message) {
        return message == null ? new TimedOut<>() : new Received<>(type.cast(message));
    }

    @SuppressWarnings("unchecked") // the mailbox asks the guard only about messages of its type
    private static <T> Predicate<Object> guard(Class<T> type, Predicate<? super T> guard) {
        Objects.requireNonNull(
                guard,
                () -> "a guard must not be null: leave it out to take any " + Names.of(type));
        return (Predicate<Object>) guard;
    }

    private static long nanos(Timeout timeout) {
        Objects.requireNonNull(
                timeout, "a timeout must not be null: leave it out to wait for ever");
        return timeout.nanos();
    }

    private static <M> Process<M> process(Pid<M> pid, String what) {
        Objects.requireNonNull(pid, "the pid is null");
        return switch (pid) {
            case Process<M> process -> process;
            case ReplyAddress<M> address ->
                    throw new IllegalArgumentException(
                            what
                                    + " needs a process, but this is the address for "
                                    + address
                                    + ": it only takes that answer");
        };
    }
}
