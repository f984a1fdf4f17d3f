package session08.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * The address of one answer. The first message sent to it is the answer; when the call is over it
 * is closed, and what comes then is dropped. Erlang calls this an alias of a process.
 *
 * <p>An answer goes past the caller's mailbox, so a late one cannot be taken for that of a later
 * call, and a mailbox full of other messages costs nothing.
 *
 * <p>The whole life is one word that goes one way: nobody waits (null), the caller waits (the
 * {@link Process} to wake), over (a {@link Reply}). As in {@link Mailbox}, whether the answer is
 * there and whether the caller waits are one variable, so no wake-up is lost; and once the word is
 * a reply, no reference to the caller is left.
 */
final class ReplyAddress<A> implements Pid<A> {

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ReplyAddress.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final TimedOut<?> TIMED_OUT = new TimedOut<>();

    private final Scheduler scheduler;
    private final Trace trace;
    private final String caller;
    private final String callee;
    private volatile Object state;

    /** Its neighbours in {@link Calls}, under the lock of that. */
    ReplyAddress<?> newer;

    ReplyAddress<?> older;

    ReplyAddress(Process<?> caller, Process<?> callee) {
        this.scheduler = caller.scheduler();
        this.trace = caller.isTraced() ? caller.trace() : null;
        this.caller = caller.toString();
        this.callee = callee.toString();
    }

    @Override
    public void send(A message) {
        Objects.requireNonNull(message, "null is no answer: send an object, such as a record");
        var reply = new Answered<A>(message);
        if (trace == null) {
            finish(reply);
        } else {
            trace.answered(caller, message, () -> finish(reply));
        }
        scheduler.sent();
    }

    void calleeEnded() {
        finish(new NoProcess<>());
    }

    /**
     * Blocks the caller until there is a reply; after {@code nanos} the reply is that time is over.
     */
    @SuppressWarnings("unchecked") // send takes an A, and only send makes an Answered
    Reply<A> await(Process<?> caller, Process<?> callee, long nanos) {
        if (nanos == 0) {
            close(null);
        } else if (!caller.spinForAnswer(() -> state != null)
                && STATE.compareAndSet(this, null, caller)) {
            park(caller, callee, nanos);
        }
        return (Reply<A>) state;
    }

    private void park(Process<?> caller, Process<?> callee, long nanos) {
        long deadline = Timeout.deadline(scheduler.now(), nanos);
        caller.waitsFor(this);
        // Registered before the look at whether it is alive, see Process.run.
        callee.register(this);
        try {
            if (!callee.isAlive()) {
                calleeEnded();
            }
            while (state == caller) {
                scheduler.park(caller, deadline);
                // Not looked at before the first: an answer is nearly always in time.
                if (state == caller && scheduler.now() >= deadline) {
                    close(caller);
                }
            }
        } catch (Throwable interrupted) {
            close(caller);
            throw interrupted;
        } finally {
            callee.unregister(this);
            caller.waitsFor(null);
        }
    }

    /**
     * Time is over, unless the answer came just before. The caller need not be woken: it asks.
     *
     * @param waiting who waits, or null if nobody does yet
     */
    private void close(Process<?> waiting) {
        STATE.compareAndSet(this, waiting, TIMED_OUT);
    }

    /** Makes {@code reply} the outcome, unless there is one, and wakes the caller if it waits. */
    private boolean finish(Reply<A> reply) {
        while (true) {
            Object seen = state;
            if (seen instanceof Reply) {
                return false;
            }
            if (STATE.compareAndSet(this, seen, reply)) {
                if (seen instanceof Process<?> caller) {
                    caller.scheduler().wake(caller);
                }
                Process.sent(seen != null, null);
                return true;
            }
        }
    }

    @Override
    public String toString() {
        return "an answer of " + callee;
    }
}
