package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Senders and a receiver race for the moment at which the receiver goes to sleep, millions of
 * times.
 *
 * <p>A race that is run proves little unless it is known to catch what it is meant to catch. So the
 * two ways to lose a wake-up that queues with a flag beside them are known for are here too, as
 * {@link WithoutFence} and {@link FlagNotRaisedAgain}, and must hang.
 *
 * <p>About real threads and real time. {@code -Dstress.seconds=60} makes it race longer.
 */
class LostWakeUpTest {

    private static final long SECONDS = Long.getLong("stress.seconds", 2);

    /** At most: a mutant is caught as soon as it hangs, most often within the first second. */
    private static final long MUTANT_SECONDS = 120;

    /** So long asleep beside a message is a hang. A wake-up takes microseconds. */
    private static final long A_HANG = 2_000_000_000L;

    /** Where messages go in and come out. The receiver is the thread that made it. */
    private interface Box {
        void send(Object message);

        Object receive();
    }

    /** The mailbox that processes have. */
    private static final class Real implements Box {
        private final Pid<Object> owner = Processes.self();

        @Override
        public void send(Object message) {
            owner.send(message);
        }

        @Override
        public Object receive() {
            return Processes.receive(Object.class);
        }
    }

    /** What both mutants have: a queue whose senders exchange the tail and then link (Vyukov). */
    private abstract static class Flagged implements Box {
        static final class Node {
            final Object message;
            Node next;

            Node(Object message) {
                this.message = message;
            }
        }

        static final VarHandle NEXT;
        static final VarHandle TAIL;
        static final VarHandle WAITING;

        static {
            try {
                var lookup = MethodHandles.lookup();
                NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
                TAIL = lookup.findVarHandle(Flagged.class, "tail", Node.class);
                WAITING = lookup.findVarHandle(Flagged.class, "waiting", boolean.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        final Thread receiver = Thread.currentThread();
        Node head = new Node(null);
        Node tail = head;
        boolean waiting;

        Object poll() {
            Node next = (Node) NEXT.getAcquire(head);
            if (next == null) {
                return null;
            }
            head = next;
            return next.message;
        }
    }

    /**
     * The sender links with a release store and then reads the flag; the receiver raises the flag
     * with a release store and then reads the link. Each store may still be on its way while the
     * other side reads, so both may see nothing and the receiver sleeps beside a message.
     */
    private static final class WithoutFence extends Flagged {
        @Override
        public void send(Object message) {
            Node node = new Node(message);
            Node before = (Node) TAIL.getAndSet(this, node);
            NEXT.setRelease(before, node); // a full fence is missing after this
            if ((boolean) WAITING.getOpaque(this)) {
                LockSupport.unpark(receiver);
            }
        }

        @Override
        public Object receive() {
            while (true) {
                Object message = poll();
                if (message != null) {
                    return message;
                }
                WAITING.setRelease(this, true); // and after this
                message = poll();
                if (message == null) {
                    LockSupport.park();
                }
                WAITING.setRelease(this, false);
                if (message != null) {
                    return message;
                }
            }
        }
    }

    /**
     * With fences, but the receiver raises its flag once. A sender that has exchanged the tail and
     * not yet linked hides the message of the next one, who lowers the flag and wakes the receiver;
     * it finds nothing, sleeps again with the flag down, and the first sender sees no reason to
     * wake it.
     */
    private static final class FlagNotRaisedAgain extends Flagged {
        @Override
        public void send(Object message) {
            Node node = new Node(message);
            Node before = (Node) TAIL.getAndSet(this, node);
            spin(message.hashCode() & 1023); // as long as the scheduler may keep it from going on
            NEXT.setVolatile(before, node);
            if ((boolean) WAITING.getVolatile(this) && WAITING.compareAndSet(this, true, false)) {
                LockSupport.unpark(receiver);
            }
        }

        @Override
        public Object receive() {
            Object message = poll();
            if (message == null) {
                WAITING.setVolatile(this, true);
                while ((message = poll()) == null) {
                    LockSupport.park(); // the flag may be down by now
                }
                WAITING.setVolatile(this, false);
            }
            return message;
        }
    }

    @ParameterizedTest(name = "{0} senders")
    @ValueSource(ints = {1, 2, 4})
    void the_mailbox_loses_no_wake_up(int senders) throws InterruptedException {
        assertThat(race(Real::new, senders, SECONDS).hangs).isFalse();
    }

    @Test
    void a_missing_fence_is_caught() throws InterruptedException {
        assertThat(race(WithoutFence::new, 1, MUTANT_SECONDS).hangs).isTrue();
    }

    @Test
    void a_flag_that_is_not_raised_again_is_caught() throws InterruptedException {
        assertThat(race(FlagNotRaisedAgain::new, 2, MUTANT_SECONDS).hangs).isTrue();
    }

    // -----------------------------------------------------------------------------------------

    /**
     * Rounds in which each sender sends once and the receiver receives them all; the next round
     * begins when it has, so that a message that wakes nobody is not covered up by the next one.
     * How long a sender waits before it sends is random, to hit every moment of going to sleep.
     */
    private static final class Race {
        final AtomicLong sent = new AtomicLong();
        volatile long round;
        volatile boolean over;
        boolean hangs;
    }

    private static Race race(Supplier<Box> boxes, int senders, long seconds)
            throws InterruptedException {
        var race = new Race();
        var ready = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var box = new Box[1];
        Thread receiver =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    box[0] = boxes.get();
                                    ready.countDown();
                                    while (!race.over) {
                                        for (int i = 0; i < senders; i++) {
                                            box[0].receive();
                                        }
                                        race.round++;
                                    }
                                    done.countDown();
                                });
        ready.await();
        for (int i = 0; i < senders; i++) {
            var random = new SplittableRandom(i);
            Thread.ofPlatform()
                    .daemon()
                    .start(
                            () -> {
                                for (long round = 0; !race.over; round++) {
                                    while (race.round < round && !race.over) {
                                        if (senders > 1) {
                                            Thread.yield(); // there may be more of us than cores
                                        }
                                    }
                                    spin(random.nextInt(400));
                                    box[0].send(new Object());
                                    race.sent.incrementAndGet();
                                }
                            });
        }
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long awake = System.nanoTime();
        boolean asleep = false;
        while (!race.hangs && (asleep || System.nanoTime() < end)) {
            done.await(10, MILLISECONDS);
            long round = race.round;
            asleep =
                    race.sent.get() == (round + 1) * senders
                            && receiver.getState() == Thread.State.WAITING
                            && race.round == round;
            if (!asleep) {
                awake = System.nanoTime();
            }
            race.hangs = System.nanoTime() - awake > A_HANG;
        }
        race.over = true;
        return race;
    }

    /** A nanosecond or so each, to hit a moment that is not much longer. */
    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            VarHandle.loadLoadFence();
        }
    }
}
