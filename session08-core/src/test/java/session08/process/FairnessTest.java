package session08.process;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import static session08.process.Processes.after;
import static session08.process.Processes.receive;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ofMillis;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** About real threads and real time: who is ready to run gets to run. */
class FairnessTest {

    /** A starved process would wait for ever, and one that is not starved waits milliseconds. */
    private static final int FOR_EVER_SECONDS = 60;

    private static final int RINGS = 50;

    /**
     * A JVM that has only so many processors for virtual threads, and processes that leave none of
     * them idle. Timeouts come, new processes begin, and in the end nobody has been forgotten.
     */
    static final class Busy {

        private sealed interface Message {}

        private record Next(Pid<Message> process) implements Message {}

        private record Token() implements Message {}

        private static volatile boolean over;

        private Busy() {}

        public static void main(String[] arguments)
                throws ExecutionException, InterruptedException, TimeoutException {
            var members = new ArrayList<Pid<Message>>();
            var turning = new CountDownLatch(RINGS);
            for (int ring = 0; ring < RINGS; ring++) {
                Pid<Message> last = spawn(() -> member(null, turning));
                Pid<Message> middle = spawn(() -> member(last, null));
                Pid<Message> first = spawn(() -> member(middle, null));
                last.send(new Next(first));
                first.send(new Token());
                members.addAll(List.of(first, middle, last));
            }
            turning.await();
            var done = new CompletableFuture<Integer>();
            spawn(() -> timeouts(done, 0));
            int timeouts = done.get(FOR_EVER_SECONDS, SECONDS);
            over = true;
            members.forEach(RealTime::awaitEnd);
            System.out.println(timeouts + " timeouts");
        }

        private static TailCall<Message> member(Pid<Message> next, CountDownLatch turning) {
            return switch (receive(Message.class)) {
                case Next(var process) -> () -> member(process, turning);
                case Token token -> {
                    if (turning != null) {
                        turning.countDown();
                    }
                    // Asked before: once it is sent, the token may be back before this one asks.
                    boolean last = over;
                    next.send(token);
                    yield last ? stop() : () -> member(next, null);
                }
            };
        }

        /** Each in a process of its own, which the one before has spawned. */
        private static void timeouts(CompletableFuture<Integer> done, int before) {
            receive(Object.class, after(ofMillis(1)));
            if (before + 1 == 20) {
                done.complete(before + 1);
            } else {
                spawn(() -> timeouts(done, before + 1));
            }
        }
    }

    /** With one processor, where nobody else runs those that one process spawns. */
    static final class Spawning {

        private static final int PROCESSES = 100_000;

        private Spawning() {}

        public static void main(String[] arguments) {
            var begun = new AtomicInteger();
            var parent =
                    spawn(
                            () -> {
                                int most = 0;
                                for (int spawned = 1; spawned <= PROCESSES; spawned++) {
                                    spawn(() -> begun.incrementAndGet());
                                    most = Math.max(most, spawned - begun.get());
                                }
                                System.out.println(most);
                            });
            RealTime.awaitEnd(parent);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void timeouts_come_and_processes_begin_where_others_never_pause(int processors)
            throws IOException, InterruptedException {
        assertThat(output(processors, Busy.class)).containsExactly("20 timeouts");
    }

    @Test
    void who_spawns_many_does_not_run_ahead_of_them() throws IOException, InterruptedException {
        assertThat(output(1, Spawning.class))
                .singleElement(as(STRING))
                .asInt()
                .isLessThan(Spawning.PROCESSES / 10);
    }

    /** What is printed by a program in a JVM with so many processors for virtual threads. */
    private static List<String> output(int processors, Class<?> program)
            throws IOException, InterruptedException {
        java.lang.Process running =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djdk.virtualThreadScheduler.parallelism=" + processors,
                                "-cp",
                                places(Processes.class, FairnessTest.class),
                                program.getName())
                        .redirectErrorStream(true)
                        .start();
        try {
            boolean ended = running.waitFor(FOR_EVER_SECONDS, SECONDS);

            assertThat(ended).as("has ended after %d s", FOR_EVER_SECONDS).isTrue();
            return running.inputReader().lines().toList();
        } finally {
            running.destroyForcibly();
        }
    }

    private static String places(Class<?>... types) {
        return Stream.of(types)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(joining(File.pathSeparator));
    }

    /** Hands on a number, and ends when it is negative. */
    private static final class Member implements Runnable {

        private static final int NOTHING = Integer.MIN_VALUE;

        private final Fairness fairness;
        private final Thread thread = Thread.ofVirtual().unstarted(this);
        private final CountDownLatch ended;
        private Member next;
        private volatile int left = NOTHING;

        Member(Fairness fairness, CountDownLatch ended) {
            this.fairness = fairness;
            this.ended = ended;
        }

        @Override
        public void run() {
            int taken;
            do {
                while (left == NOTHING) {
                    LockSupport.park();
                }
                taken = left;
                left = NOTHING;
                next.left = taken - 1;
                fairness.wake(next.thread);
            } while (taken >= 0);
            ended.countDown();
        }
    }

    @Test
    void nobody_is_forgotten_where_the_gate_closes_all_the_time() throws InterruptedException {
        int hops = 20_000;
        int rings = 4 * Runtime.getRuntime().availableProcessors();
        // A scout is under way all the time, and always late.
        var fairness = new Fairness(Clock.start(), 0, 0);
        var ended = new CountDownLatch(5 * rings);
        for (int ring = 0; ring < rings; ring++) {
            var members = Stream.generate(() -> new Member(fairness, ended)).limit(5).toList();
            for (int n = 0; n < 5; n++) {
                members.get(n).next = members.get((n + 1) % 5);
            }
            members.getFirst().left = hops;
            members.forEach(member -> member.thread.start());
        }

        assertThat(ended.await(FOR_EVER_SECONDS, SECONDS)).isTrue();
    }
}
