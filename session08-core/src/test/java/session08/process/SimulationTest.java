package session08.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class SimulationTest {

    private record Wanted() {}

    /** Three who send at once: in which order their messages come, only the schedule knows. */
    private static String race(long seed) {
        var trace = new AtomicReference<Trace>();
        Simulation.run(
                seed,
                () ->
                        trace.set(
                                Trace.of(
                                        () -> {
                                            Pid<Object> me = self();
                                            for (String name : List.of("x", "y", "z")) {
                                                spawn(name, () -> sendThree(me, name, 1));
                                            }
                                            for (int n = 0; n < 9; n++) {
                                                receive(String.class);
                                            }
                                        })));
        return trace.get().text();
    }

    private static TailCall<Object> sendThree(Pid<Object> to, String name, int n) {
        send(to, name + n);
        return n == 3 ? stop() : () -> sendThree(to, name, n + 1);
    }

    @Test
    void equal_seeds_give_equal_runs() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(race(seed)).isEqualTo(race(seed));
        }
    }

    @Test
    void different_seeds_give_different_runs() {
        var runs = new HashSet<String>();
        for (long seed = 0; seed < 20; seed++) {
            runs.add(race(seed));
        }
        assertThat(runs).hasSizeGreaterThan(10);
    }

    @Test
    void a_run_does_not_depend_on_the_ones_before_it() {
        String alone = race(1);
        race(2);
        assertThat(race(1)).isEqualTo(alone);
    }

    @Test
    void when_all_wait_it_says_who_waits_for_what_with_what_in_the_mailbox() {
        String report =
                Captured.err(
                        () ->
                                assertThatThrownBy(() -> Simulation.run(SimulationTest::deadlock))
                                        .isInstanceOf(AssertionError.class)
                                        .hasMessage(
                                                """
                                                nothing can happen any more: all wait, and no timer is left
                                                  test waits for SimulationTest.Wanted, its mailbox is [mine, 7]
                                                  picky#1 waits for Integer with a guard, its mailbox is [0, an answer of picky#1]
                                                  caller#2 waits for an answer of picky#1, its mailbox is []
                                                  sleeper#3 waits for the end of its sleep, its mailbox is []
                                                  clumsy#4 ended by java.lang.IllegalStateException: oops\
                                                """));
        assertThat(report).containsOnlyOnce("IllegalStateException: oops");
    }

    private static void deadlock() {
        Pid<Object> picky = spawn("picky", () -> ignore(receive(Integer.class, n -> n > 0)));
        send(picky, 0);
        spawn("caller", () -> ignore(call(picky, from -> from, ofSeconds(Long.MAX_VALUE))));
        spawn(
                "sleeper",
                () -> {
                    sleep(ofSeconds(Long.MAX_VALUE));
                    return stop();
                });
        spawn(
                "clumsy",
                () -> {
                    throw new IllegalStateException("oops");
                });
        sleep(ofSeconds(1));
        send(self(), "mine");
        send(self(), 7);
        receive(Wanted.class);
    }

    private static TailCall<Object> ignore(Object received) {
        return stop();
    }

    @Test
    void in_a_trace_it_names_the_process_that_is_traced() {
        assertThatThrownBy(
                        () ->
                                Simulation.run(
                                        () ->
                                                Trace.of(
                                                        () -> {
                                                            send(self(), 7);
                                                            receive(Wanted.class);
                                                        })))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("main waits for SimulationTest.Wanted, its mailbox is [7]");
    }

    @Test
    void the_body_may_go_on_after_all_have_waited() {
        Simulation.run(
                () -> {
                    Pid<Object> me = self();
                    Pid<Object> other = spawn(() -> send(me, receive(Integer.class)));
                    assertThatThrownBy(() -> receive(Integer.class))
                            .isInstanceOf(AssertionError.class);
                    assertThatThrownBy(() -> call(other, from -> "?", ofSeconds(Long.MAX_VALUE)))
                            .isInstanceOf(AssertionError.class);

                    send(other, 1);
                    assertThat(receive(Integer.class, after(ofSeconds(1))))
                            .isEqualTo(new Received<>(1));
                });
    }

    @Test
    void processes_that_are_left_are_ended_and_clean_up() {
        var cleanedUp = new ArrayList<String>();
        var processes = new ArrayList<Pid<?>>();
        Simulation.run(
                () -> {
                    processes.add(
                            spawn(
                                    () -> {
                                        try {
                                            receive(Wanted.class);
                                        } finally {
                                            cleanedUp.add("the one that waits");
                                        }
                                    }));
                    processes.add(
                            spawn(
                                    () -> {
                                        try {
                                            sleep(ofHours(1));
                                        } finally {
                                            cleanedUp.add("the one that sleeps");
                                        }
                                    }));
                    sleep(ofSeconds(1));
                    processes.add(spawn(() -> cleanedUp.add("never begun")));
                });

        assertThat(cleanedUp)
                .containsExactlyInAnyOrder("the one that waits", "the one that sleeps");
        assertThat(processes).hasSize(3).noneMatch(Processes::isAlive);
    }

    @Test
    void to_end_them_reports_nothing() {
        String report =
                Captured.err(
                        () ->
                                Simulation.run(
                                        () -> {
                                            spawn(() -> receive(Wanted.class));
                                            sleep(ofSeconds(1));
                                        }));
        assertThat(report).isEmpty();
    }

    @Test
    void what_the_body_throws_comes_through_as_it_is() {
        for (Throwable thrown :
                List.of(
                        new IOException("checked"),
                        new IllegalStateException("unchecked"),
                        new AssertionError("a failed test"))) {
            Throwable caught =
                    catchThrowable(
                            () ->
                                    Simulation.run(
                                            () -> {
                                                spawn(() -> receive(Wanted.class));
                                                throw thrown;
                                            }));
            assertThat(caught).isSameAs(thrown);
            assertThat(caught.getSuppressed()).isEmpty();
        }
    }

    @Test
    void all_that_is_due_at_one_moment_happens_before_any_process_goes_on() {
        for (long seed = 0; seed < 20; seed++) {
            Simulation.run(
                    seed,
                    () -> {
                        sendAfter(self(), "first", ofSeconds(1));
                        sendAfter(self(), "second", ofSeconds(1));
                        sendAfter(self(), "third", ofSeconds(1));

                        receive(String.class, "second"::equals);

                        assertThat(messages()).containsExactly("first", "third");
                        assertThat(monotonicTime()).isEqualTo(ofSeconds(1));
                    });
        }
    }

    @Test
    void timers_fire_by_their_time_and_then_in_the_order_in_which_they_were_set() {
        Simulation.run(
                () -> {
                    sendAfter(self(), "c", ofSeconds(2));
                    sendAfter(self(), "a", ofSeconds(1));
                    sendAfter(self(), "d", ofSeconds(2));
                    sendAfter(self(), "b", ofSeconds(1));
                    Timer none = sendAfter(self(), "none", ofSeconds(1));
                    assertThat(none.cancel()).isTrue();

                    sleep(ofHours(1));

                    assertThat(messages()).containsExactly("a", "b", "c", "d");
                });
    }

    @Test
    void time_stands_still_while_anyone_has_something_to_do() {
        Simulation.run(
                () -> {
                    Pid<Object> me = self();
                    for (int n = 0; n < 100; n++) {
                        spawn(
                                () -> {
                                    for (int m = 0; m < 10; m++) {
                                        send(me, m);
                                    }
                                });
                    }
                    for (int n = 0; n < 1_000; n++) {
                        receive(Integer.class);
                    }
                    assertThat(monotonicTime()).isEqualTo(ZERO);
                });
    }

    @Test
    void a_process_that_ends_in_a_simulation_hears_nothing_of_the_next_one() {
        var first = new AtomicReference<Pid<Object>>();
        Simulation.run(() -> first.set(spawn(() -> receive(Wanted.class))));
        Simulation.run(
                () -> {
                    send(first.get(), "anybody there?");
                    assertThat(isAlive(first.get())).isFalse();
                    assertThat(messages(first.get())).isEmpty();
                });
    }

    @Test
    void the_thread_that_runs_it_has_its_own_mailbox_again_afterwards() {
        RealTime.run(
                () -> {
                    Pid<Object> me = self();
                    send(me, "mine");
                    Simulation.run(
                            () -> {
                                assertThat(self()).isNotSameAs(me).hasToString("test");
                                assertThat(messages()).isEmpty();
                            });
                    assertThat(self()).isSameAs(me);
                    assertThat(messages()).containsExactly("mine");
                });
    }

    @Test
    void a_thread_that_was_not_spawned_is_told_that_it_must_not_take_part() {
        var refusal = new AtomicReference<Throwable>();
        Simulation.run(
                () -> {
                    Pid<Object> me = self();
                    Thread stranger =
                            Thread.ofPlatform()
                                    .start(
                                            () ->
                                                    refusal.set(
                                                            catchThrowable(
                                                                    () -> send(me, "hello"))));
                    stranger.join();
                });
        assertThat(refusal.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a thread that the simulation does not run uses one of its processes: use"
                                + " spawn instead of starting threads");
    }

    private static volatile boolean enough;

    private static void spin() {
        while (!enough) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_process_that_computes_without_end_is_reported_with_its_stack_trace() {
        enough = false;
        var busy = new AtomicReference<Pid<?>>();
        try {
            var result =
                    new SimulatedScheduler(0, ofMillis(100))
                            .run(
                                    () -> {
                                        busy.set(spawn("busy", () -> spin()));
                                        receive(String.class);
                                    });

            assertThat(result.failure())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("busy#1 has run for")
                    .hasMessageContaining("without a send or a receive");
            assertThat(result.failure().getStackTrace())
                    .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("spin"));

            assertThatThrownBy(() -> Simulation.run(() -> {}))
                    .as("a simulation beside it")
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("not run: busy#1 of a test before still computes");
        } finally {
            enough = true;
            if (busy.get() != null) {
                RealTime.awaitEnd(busy.get());
            }
        }
        Simulation.run(() -> send(self(), "when it has ended all is well"));
    }
}
