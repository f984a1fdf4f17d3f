package session08.process;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A sender sends while the owner goes to wait: does anyone sleep beside a message? Of the mailbox
 * never; of a queue with a flag beside it and no fence, in about one run in a hundred. Someone
 * sends while what has arrived moves: is nothing lost or overtaken? And someone looks at the
 * messages while the owner takes one: is what it sees of one moment?
 */
public final class MailboxStress {

    private MailboxStress() {}

    /** Waits for a wake-up, but not for ever. */
    private static final class Patient implements Scheduler {
        private static final long LOST = 200_000_000L;

        private volatile boolean woken;

        @Override
        public void start(Process<?> process) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long now() {
            return 0;
        }

        @Override
        public void park(Process<?> process, long deadline) {
            long end = System.nanoTime() + LOST;
            while (!woken) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("nobody wakes the owner");
                }
                Thread.onSpinWait();
            }
        }

        @Override
        public void wake(Process<?> process) {
            woken = true;
        }

        @Override
        public void sleep(Process<?> process, long nanos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer after(long nanos, Runnable action) {
            throw new UnsupportedOperationException();
        }
    }

    /** The mailbox that processes have. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The owner has the message.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The owner sleeps beside the message.")
    @State
    public static class TheMailbox {
        private final Process<Object> owner = new World(new Patient(), null).process("owner", null);

        @Actor
        public void sender() {
            owner.send("message");
        }

        @Actor
        public void owner(I_Result result) {
            try {
                owner.mailbox().take(String.class, null, Timeout.FOREVER);
                result.r1 = 1;
            } catch (IllegalStateException lost) {
                result.r1 = 0;
            }
        }
    }

    /** Somebody sends while what has arrived moves to the queue, and while its process ends. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Both, in order.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Lost on the way, or overtaken.")
    @State
    public static class TheMove {
        private final Process<Object> owner = new World(new Patient(), null).process("owner", null);

        public TheMove() {
            owner.send("not wanted");
        }

        @Actor
        public void sender() {
            owner.send(1);
            owner.send(2);
            owner.send(3);
        }

        @Actor
        public void owner(II_Result result) {
            try {
                result.r1 = (Integer) owner.mailbox().take(Integer.class, null, Timeout.FOREVER);
                result.r2 = (Integer) owner.mailbox().take(Integer.class, null, Timeout.FOREVER);
                owner.mailbox().end();
            } catch (IllegalStateException lost) {
                result.r2 = -1;
            }
        }
    }

    /** The first receive makes the queue, takes over both messages, and takes out the newer one. */
    @JCStressTest
    @Outcome(id = "[older, 1]", expect = Expect.ACCEPTABLE, desc = "Before it was taken.")
    @Outcome(id = "[older]", expect = Expect.ACCEPTABLE, desc = "After it was taken.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It never was so.")
    @State
    public static class TheLook {
        private final Process<Object> owner = new World(new Patient(), null).process("owner", null);

        public TheLook() {
            owner.send("older");
            owner.send(1);
        }

        @Actor
        public void owner() {
            owner.mailbox().take(Integer.class, null, 0);
        }

        @Actor
        public void outsider(L_Result result) {
            result.r1 = owner.mailbox().snapshot().toString();
        }
    }

    /**
     * The mutant that must be caught: a message and a flag, each written before the other is read.
     */
    @JCStressTest
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "The owner sleeps beside it.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "One of the two has seen the other.")
    @State
    public static class WithoutFence {
        private static final VarHandle MESSAGE;
        private static final VarHandle WAITING;

        static {
            try {
                var lookup = MethodHandles.lookup();
                MESSAGE = lookup.findVarHandle(WithoutFence.class, "message", Object.class);
                WAITING = lookup.findVarHandle(WithoutFence.class, "waiting", boolean.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private Object message;
        private boolean waiting;

        @Actor
        public void sender(ZZ_Result result) {
            MESSAGE.setRelease(this, "message");
            result.r1 = (boolean) WAITING.getOpaque(this); // wakes the owner
        }

        @Actor
        public void owner(ZZ_Result result) {
            WAITING.setRelease(this, true);
            result.r2 = MESSAGE.getAcquire(this) != null; // does not go to sleep
        }
    }
}
