package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Many at once on real threads, for a while. A lost wake-up shows as a process that waits with the
 * message in its mailbox, a lost message as one that waits without. {@code -Dstress.seconds=N}
 * makes it last N seconds in all.
 */
@org.junit.jupiter.api.Timeout(
        value = 1,
        unit = java.util.concurrent.TimeUnit.HOURS,
        threadMode = ThreadMode.SEPARATE_THREAD)
class StressTest {

    private static final Duration EACH =
            ofSeconds(Integer.getInteger("stress.seconds", 2)).dividedBy(3);

    /** Longer than anything here takes, on a machine that has other things to do too. */
    private static final Duration PATIENCE = ofSeconds(30);

    private record Ball(int number, Pid<Object> from) {}

    private record Item(int sender, int number) {}

    private record Ack() {}

    private record Done(int sender, int count) {}

    private sealed interface Errand {}

    private record Run(int number, Pid<? super Integer> from) implements Errand {}

    private static <T> T awaitOr(Class<T> type, String what, Pid<?>... others) {
        return switch (receive(type, after(PATIENCE))) {
            case Received(T message) -> message;
            case TimedOut() -> {
                var state = new StringBuilder(what + " is lost; in the mailboxes:");
                state.append("\n  ").append(self()).append(' ').append(messages());
                for (Pid<?> pid : others) {
                    state.append("\n  ").append(pid).append(' ').append(messages(pid));
                }
                throw new AssertionError(state);
            }
        };
    }

    @Test
    void pairs_that_play_ping_pong_lose_no_ball() {
        RealTime.run(
                () -> {
                    Pid<Object> tester = self();
                    Duration end = monotonicTime().plus(EACH);
                    int pairs = 4;
                    for (int p = 0; p < pairs; p++) {
                        int pair = p;
                        Pid<Object> wall = spawn(StressTest::returnBalls);
                        spawn(
                                () -> {
                                    int n = 0;
                                    do {
                                        send(wall, new Ball(++n, self()));
                                        Ball back = awaitOr(Ball.class, "ball " + n, wall);
                                        assertThat(back.number()).isEqualTo(n);
                                    } while (monotonicTime().compareTo(end) < 0);
                                    send(wall, "enough");
                                    send(tester, new Done(pair, n));
                                });
                    }
                    for (int p = 0; p < pairs; p++) {
                        awaitOr(Done.class, "a pair");
                    }
                });
    }

    private static void returnBalls() {
        while (receive(Object.class) instanceof Ball(int number, Pid<Object> from)) {
            send(from, new Ball(number, self()));
        }
    }

    /**
     * Those two wake each other on one processor, which has then always something to do. Without
     * care the others would have to wait until it is over.
     */
    @Test
    void a_busy_pair_on_every_processor_keeps_no_other_from_starting_or_from_timing_out() {
        RealTime.run(
                () -> {
                    Pid<Object> tester = self();
                    var walls = new ArrayList<Pid<Object>>();
                    for (int p = 0; p < 4 * Runtime.getRuntime().availableProcessors(); p++) {
                        Pid<Object> wall = spawn(StressTest::returnBalls);
                        walls.add(wall);
                        spawn(() -> playUntilEnough(wall, tester));
                    }
                    for (int n = 0; n < walls.size(); n++) {
                        awaitOr(Ack.class, "the first ball of a pair");
                    }
                    spawn(
                            () -> {
                                receive(Ack.class, after(ofMillis(10)));
                                send(tester, new Ack());
                            });
                    awaitOr(Ack.class, "the end of a timeout");
                    walls.forEach(wall -> send(wall, "enough"));
                });
    }

    private static void playUntilEnough(Pid<Object> wall, Pid<Object> tester) {
        send(wall, new Ball(0, self()));
        receive(Ball.class);
        send(tester, new Ack());
        while (isAlive(wall)) {
            send(wall, new Ball(0, self()));
            receive(Ball.class, after(ofSeconds(1)));
        }
    }

    @Test
    void of_many_senders_to_one_that_keeps_timing_out_every_message_arrives_in_order() {
        RealTime.run(
                () -> {
                    Pid<Object> tester = self();
                    Duration end = monotonicTime().plus(EACH);
                    // Not simply at the end of the time: on a busy machine it may be over before
                    // anyone has begun.
                    var enough = new AtomicBoolean();
                    int senders = 8;
                    var pids = new ArrayList<Pid<Object>>();
                    for (int s = 0; s < senders; s++) {
                        int sender = s;
                        pids.add(spawn(() -> sendInBatches(tester, sender, enough)));
                    }
                    var random = new SplittableRandom(4711);
                    int[] next = new int[senders];
                    Duration lastNews = monotonicTime();
                    for (int left = senders; left > 0; ) {
                        Duration time =
                                random.nextInt(4) == 0 ? ZERO : ofNanos(random.nextInt(50_000));
                        switch (receive(Object.class, m -> !(m instanceof Ball), after(time))) {
                            case Received(Item(int sender, int number)) -> {
                                assertThat(number).isEqualTo(next[sender]++);
                                if (number % 100 == 99) {
                                    send(pids.get(sender), new Ack());
                                }
                                lastNews = monotonicTime();
                            }
                            case Received(Done(int sender, int count)) -> {
                                assertThat(count).isEqualTo(next[sender]);
                                left--;
                                lastNews = monotonicTime();
                            }
                            case Received(Object other) -> throw new AssertionError(other);
                            case TimedOut() -> {
                                enough.set(monotonicTime().compareTo(end) >= 0);
                                assertThat(monotonicTime().minus(lastNews))
                                        .as("silence, with %s left to finish", left)
                                        .isLessThan(PATIENCE);
                            }
                        }
                    }
                    assertThat(next).as("messages of each").doesNotContain(0);
                    assertThat(messages()).isEmpty();
                });
    }

    /** A hundred, then a word from the receiver, or its mailbox would grow without end. */
    private static void sendInBatches(Pid<Object> to, int sender, AtomicBoolean enough) {
        int n = 0;
        do {
            for (int batch = 0; batch < 100; batch++) {
                send(to, new Item(sender, n++));
            }
            awaitOr(Ack.class, "the word for sender " + sender);
        } while (!enough.get());
        send(to, new Done(sender, n));
    }

    @Test
    void callers_of_one_that_dies_at_any_moment_always_hear_the_answer_or_the_death() {
        RealTime.run(
                () -> {
                    Pid<Object> tester = self();
                    Duration end = monotonicTime().plus(EACH);
                    int answered = 0;
                    for (int seed = 0;
                            answered == 0 || monotonicTime().compareTo(end) < 0;
                            seed++) {
                        var random = new SplittableRandom(seed);
                        Pid<Errand> callee = spawn(() -> runUntilDeath(random));
                        int callers = 4;
                        for (int c = 0; c < callers; c++) {
                            int caller = c;
                            spawn(() -> send(tester, callUntilDeath(callee, caller)));
                        }
                        for (int c = 0; c < callers; c++) {
                            answered += awaitOr(Done.class, "a caller", callee).count();
                        }
                    }
                });
    }

    private static TailCall<Errand> runUntilDeath(SplittableRandom random) {
        Run errand = receive(Run.class);
        return switch (random.nextInt(8)) {
            case 0 -> stop(); // without an answer
            case 1 -> {
                errand.from().send(errand.number());
                yield stop();
            }
            default -> {
                errand.from().send(errand.number());
                yield () -> runUntilDeath(random);
            }
        };
    }

    private static Done callUntilDeath(Pid<Errand> callee, int caller) {
        for (int n = 0; ; n++) {
            int number = caller * 1_000_000 + n;
            Reply<Integer> reply = call(callee, from -> new Run(number, from), PATIENCE);
            switch (reply) {
                case Answered(Integer answer) -> assertThat(answer).isEqualTo(number);
                case NoProcess() -> {
                    assertThat(messages()).isEqualTo(List.of());
                    return new Done(caller, n);
                }
                case TimedOut() ->
                        throw new AssertionError(
                                "neither answer nor death, and in the mailbox of the callee is "
                                        + messages(callee));
            }
        }
    }
}
