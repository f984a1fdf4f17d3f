package session08.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.process.Answered;
import session08.process.Pid;
import session08.process.Reply;
import session08.process.Simulation;
import session08.process.TailCall;
import session08.workbook.TaskUnwritten;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ExploreTest {

    /** A till that two cashiers share by reading it and writing it back: a lost update. */
    private static final class Till {
        sealed interface Message {}

        record Read(Pid<? super Amount> from) implements Message {}

        record Write(int cents) implements Message {}

        record Amount(int cents) {}

        static TailCall<Message> loop(int cents) {
            return switch (receive(Message.class)) {
                case Read(var from) -> {
                    from.send(new Amount(cents));
                    yield () -> loop(cents);
                }
                case Write(int written) -> () -> loop(written);
            };
        }

        static int read(Pid<Message> till) {
            Reply<Amount> reply = call(till, Read::new);
            return reply instanceof Answered(Amount(int cents)) ? cents : -1;
        }
    }

    private record Sold() {}

    private static void twoCashiersSellForOneEuroEach() {
        Pid<Till.Message> till = spawn("till", () -> Till.loop(0));
        Pid<Object> shop = self();
        for (String cashier : List.of("ann", "bob")) {
            spawn(
                    cashier,
                    () -> {
                        till.send(new Till.Write(Till.read(till) + 100));
                        shop.send(new Sold());
                        return stop();
                    });
        }
        receive(Sold.class);
        receive(Sold.class);
        assertThat(Till.read(till)).isEqualTo(200);
    }

    @Test
    void some_seed_finds_the_lost_update_and_some_does_not() {
        var right = new ArrayList<Long>();
        var wrong = new ArrayList<Long>();
        for (long seed = 0; seed < 100; seed++) {
            var result = Simulation.result(seed, ExploreTest::twoCashiersSellForOneEuroEach);
            (result.failure() == null ? right : wrong).add(seed);
        }
        assertThat(right).isNotEmpty();
        assertThat(wrong).isNotEmpty();
    }

    @Test
    void the_first_failing_seed_is_the_one_reported() {
        var failure = Explore.firstFailure(0, 100, ExploreTest::twoCashiersSellForOneEuroEach);
        long first = failure.result().seed();
        assertThat(Explore.firstFailure(first, 1, ExploreTest::twoCashiersSellForOneEuroEach))
                .isNotNull();
        if (first > 0) {
            assertThat(
                            Explore.firstFailure(
                                    0, (int) first, ExploreTest::twoCashiersSellForOneEuroEach))
                    .isNull();
        }
    }

    @Test
    void the_replay_of_a_failing_seed_is_exact() {
        var failure = Explore.firstFailure(0, 100, ExploreTest::twoCashiersSellForOneEuroEach);
        var replay =
                Simulation.result(
                        failure.result().seed(), ExploreTest::twoCashiersSellForOneEuroEach);
        assertThat(replay.failure()).hasMessage(failure.result().failure().getMessage());
        assertThat(replay.trace().text()).isEqualTo(failure.result().trace().text());
        assertThat(replay.time()).isEqualTo(failure.result().time());
        assertThat(replay.leftBehind()).isEqualTo(failure.result().leftBehind());
    }

    @Test
    void the_property_runs_one_seed_alone() {
        var seeds = new ArrayList<Integer>();
        String before = System.getProperty(Explore.SEED);
        System.setProperty(Explore.SEED, "17");
        try {
            var failure =
                    Explore.firstFailure(
                            0,
                            100,
                            () -> {
                                seeds.add(1);
                                throw new AssertionError("always");
                            });
            assertThat(failure.result().seed()).isEqualTo(17);
            assertThat(seeds).hasSize(1);
        } finally {
            if (before == null) {
                System.clearProperty(Explore.SEED);
            } else {
                System.setProperty(Explore.SEED, before);
            }
        }
    }

    @Test
    void a_failure_prints_its_seed_its_messages_and_who_still_waited() throws Exception {
        String printed =
                Printed.by(() -> Explore.seeds(100, ExploreTest::twoCashiersSellForOneEuroEach));

        long seed =
                Explore.firstFailure(0, 100, ExploreTest::twoCashiersSellForOneEuroEach)
                        .result()
                        .seed();
        String name = "a_failure_prints_its_seed_its_messages_and_who_still_waited";
        Path diagram = Path.of("target/diagrams/ExploreTest." + name + ".mmd");
        assertThat(printed)
                .contains("-Dtest=ExploreTest#" + name + " -Dsimulation.seed=" + seed)
                .contains("sends Write[cents=100] to till#1")
                .containsPattern("till#1 +still waits for .*Till.Message")
                .doesNotContain("Had more to do")
                .contains(diagram.toAbsolutePath().toString());
        assertThat(Files.readString(diagram)).startsWith("sequenceDiagram").contains("Sold");
    }

    @Test
    void a_failure_names_who_had_more_to_do() {
        String printed =
                Printed.by(
                        () ->
                                Explore.seeds(
                                        1,
                                        () -> {
                                            spawn("slow", () -> sleep(ofSeconds(1)));
                                            throw new AssertionError("before it had begun");
                                        }));

        assertThat(printed).containsPattern("Had more to do .*\\R    slow#1 can run");
    }

    @Test
    void a_task_that_waits_for_its_learner_prints_nothing() {
        String printed =
                Printed.by(
                        () ->
                                Explore.seeds(
                                        1,
                                        () -> {
                                            spawn("begun", () -> {});
                                            throw new TaskUnwritten("rate-limiter", 3);
                                        }));

        assertThat(printed).isEmpty();
    }

    @Test
    void what_ended_a_process_is_printed_once_and_without_the_simulators_frames() {
        // Another one each time, for what was printed before is not printed again.
        String reason = "oops at " + System.nanoTime();

        String printed =
                Printed.by(
                        () ->
                                Explore.seeds(
                                        3,
                                        () -> {
                                            spawn("careless", () -> careless(reason));
                                            sleep(ofSeconds(1));
                                        }));

        assertThat(printed)
                .containsOnlyOnce(
                        "Exception in thread \"careless#1\" java.lang.IllegalStateException: "
                                + reason)
                .contains("at session08.testkit.ExploreTest.careless(ExploreTest.java:")
                .containsPattern(
                        "Caused by: java.lang.ArithmeticException: .*zero\\R\tat session08")
                .doesNotContain("at session08.process")
                .doesNotContain("VirtualThread");
    }

    private static void careless(String reason) {
        try {
            int ignored = 1 / (reason.length() - reason.length());
        } catch (ArithmeticException e) {
            throw new IllegalStateException(reason, e);
        }
    }

    @Test
    void who_has_a_handler_of_their_own_sees_every_crash() {
        var seen = new ArrayList<String>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> seen.add(thread.getName()));
        try {
            String printed =
                    Printed.by(
                            () ->
                                    Explore.seeds(
                                            3,
                                            () -> {
                                                spawn("careless", () -> careless("oops"));
                                                sleep(ofSeconds(1));
                                            }));
            assertThat(printed).isEmpty();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(seen).containsExactly("careless#1", "careless#1", "careless#1");
    }

    @Test
    void a_long_run_is_cut_to_what_can_be_read() {
        var result =
                Simulation.result(
                        0,
                        () -> {
                            for (int i = 0; i < 100_000; i++) {
                                self().send(i);
                            }
                        });
        assertThat(result.trace().text(60).lines())
                .hasSize(61)
                .first()
                .asString()
                .contains("99940 earlier events left out");
    }

    @Test
    void what_failed_is_thrown_as_it_is() {
        var failure = new java.io.IOException("as it is");
        assertThatThrownBy(
                        () ->
                                Explore.seeds(
                                        3,
                                        () -> {
                                            throw failure;
                                        }))
                .isSameAs(failure);
    }

    @Test
    void no_seed_at_all_is_refused() {
        assertThatThrownBy(() -> Explore.seeds(0, () -> sleep(ofSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one seed");
    }
}
