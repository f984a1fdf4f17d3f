package session08.process;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * How a process waits: whether it looks again before it parks.
 *
 * <p>To park and be woken costs a microsecond if another processor does the waking. Two processes
 * that answer each other are twice as fast if neither parks. But whoever spins keeps a processor
 * from those who could run.
 *
 * <h2>Why this is a class, and where its fields lie</h2>
 *
 * <p>A JVM puts the fields of a class behind those of its superclass. A process reads what is here
 * with each send, and others write {@link Mailbox#incoming} with each message to it: side by side,
 * they would wait for each other, though one of them may never look at what the other does. So this
 * comes first in a process and that word last, and neither is written without a reason. The object
 * is less than a cache line, so how far it helps depends on where it lies; to make it certain would
 * take 32 bytes more for each process. Only who gets several messages at once has an {@link Inbox}.
 */
abstract sealed class Waiting permits Mailbox {

    /** So often what it waits for may fail to come before it gives up. */
    private static final int MOST_LUCK = 8;

    /** So many waits are without a try when one has failed, and as many again without a reason. */
    private static final int REST = 256;

    /** One wait in so many asks whether who was woken runs already. */
    private static final int NOW_AND_THEN = 16;

    /** In nanoseconds: another processor that has nothing to do has taken it by then. */
    private static final long A_MOMENT = 300;

    /**
     * To read the time takes as long as several looks: each time, and a hop took a tenth longer.
     */
    private static final int LOOKS_FOR_THE_TIME = 8;

    /** So many times as long as else it spins while another processor has its work. */
    private static final int STAY = 8;

    // Only the owner looks at what follows.

    private boolean hasSent;
    private boolean hasWoken;
    private boolean hadWoken;
    private byte luck;

    /** Since the last try; negative for a rest. */
    private short waits;

    /** Whom it has woken last with a message since it waited, or null. */
    private Mailbox woken;

    /** Who runs it. */
    abstract Scheduler scheduler();

    /**
     * This process has sent something.
     *
     * @param woke whether somebody waited for it
     * @param whom in his mailbox, or null if it went another way
     */
    final void hasSent(boolean woke, Mailbox whom) {
        // Read before it is written: others read this cache line when they send to this process.
        if (!hasSent) {
            hasSent = true;
        }
        if (woke) {
            hasWoken = true;
            woken = whom;
        }
    }

    /**
     * Before it waits for a message.
     *
     * <p>Who has sent nothing only gets, and then it pays to let it add up: if several messages
     * came together last time, all others that can run do so first. Of ten thousand answers one in
     * nine woke their process, and to park and be woken costs more than to take all that came
     * meanwhile.
     *
     * @param several whether several messages came together last time
     * @return whether one has come
     */
    final boolean spinForMessage(BooleanSupplier hasCome, boolean several) {
        if (several && !hasSent) {
            hadWoken = false;
            return scheduler().giveWay() && hasCome.getAsBoolean();
        }
        return spin(hasCome, woken);
    }

    /**
     * Before it waits for the answer to a call. Whom it has asked is at work for it, so there is no
     * sense in {@linkplain #runsAlready asking} whether it is.
     *
     * @return whether it has come
     */
    final boolean spinForAnswer(BooleanSupplier hasCome) {
        return spin(hasCome, null);
    }

    /**
     * Looks for a moment whether what this process waits for comes before it would have parked.
     *
     * <p>It does so if it has sent something since it last waited, since else nobody owes it an
     * answer, and if there is a {@linkplain #timeToSpin reason}.
     */
    private boolean spin(BooleanSupplier hasCome, Mailbox whom) {
        boolean sent = hasSent;
        boolean woke = hasWoken;
        boolean nobodyForOnce = hadWoken && !woke;
        hasSent = false;
        hasWoken = false;
        woken = null;
        hadWoken = woke;
        if (!sent) {
            return false;
        }
        long most = timeToSpin(nobodyForOnce, whom);
        if (most == 0) {
            return false;
        }
        Scheduler scheduler = scheduler();
        for (long end = scheduler.now() + most; scheduler.now() < end; ) {
            if (comesSoon(hasCome)) {
                luck = (byte) (luck > 0 && woke ? luck - 1 : MOST_LUCK);
                waits = 0;
                return true;
            }
        }
        if (luck > 0) {
            luck--;
        }
        return false;
    }

    private static boolean comesSoon(BooleanSupplier hasCome) {
        for (int look = 0; look < LOOKS_FOR_THE_TIME; look++) {
            if (hasCome.getAsBoolean()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /**
     * For how many nanoseconds to look, or 0.
     *
     * <ul>
     *   <li>If it went well before: luck is what is left of the last successes. It is used up by
     *       waits after somebody was woken, who may need this very processor.
     *   <li>Without luck on one wait in 256, and before that when it has woken nobody for once: so
     *       the first of two who answer each other finds out, and its partner then need not wake
     *       it. A partner who looks takes the message at once, so the second of them finds out in a
     *       moment. In a bank it is nearly always one who has something else to do, and to look for
     *       as long as the first one took two or three per cent of each transfer.
     *   <li>And now and then for longer, if whom it has woken {@linkplain #runsAlready runs
     *       already}.
     * </ul>
     */
    private long timeToSpin(boolean nobodyForOnce, Mailbox whom) {
        long spinning = scheduler().spinning();
        if (luck > 0) {
            return spinning;
        }
        waits++;
        if (waits >= REST || nobodyForOnce && waits >= 0) {
            long most = waits >= REST ? spinning : Math.min(A_MOMENT, spinning);
            // If it is in vain.
            waits = -REST;
            return most;
        }
        return whom != null && runsAlready(whom) ? STAY * spinning : 0;
    }

    /**
     * Now and then: whether another processor has taken whom this process has woken.
     *
     * <p>It had nothing to do, then. If this one had nothing to do in a moment, either, it would
     * take back what the other one wakes next, and so on: a token that goes round a ring would go
     * from cache to cache. As long as this one stays where it is, the other one keeps the token,
     * and a hop costs three quarters.
     */
    private boolean runsAlready(Mailbox whom) {
        if (ThreadLocalRandom.current().nextInt(NOW_AND_THEN) != 0) {
            return false;
        }
        // Not the loop of spin(): with a third kind of question the compiler of the JVM would no
        // longer make one method of that and what it asks.
        Scheduler scheduler = scheduler();
        long most = Math.min(A_MOMENT, scheduler.spinning());
        for (long end = scheduler.now() + most; most > 0 && scheduler.now() < end; ) {
            if (whom.hasLooked()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
