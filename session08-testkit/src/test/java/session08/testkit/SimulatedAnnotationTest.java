package session08.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ofHours;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import session08.process.Pid;
import session08.process.TailCall;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class SimulatedAnnotationTest {

    record Ping(Pid<? super Pong> from) {}

    record Pong() {}

    /** Run by the tests below. Who runs all classes there are, as an IDE may, gets them skipped. */
    @Simulated(runs = 50)
    static class Examples {
        static final List<String> ORDERS = new ArrayList<>();
        static boolean asked;

        @BeforeEach
        void only_when_asked() {
            assumeTrue(asked);
        }

        @Test
        void two_race() {
            Pid<Object> test = self();
            for (String name : List.of("a", "b")) {
                spawn(
                        name,
                        () -> {
                            test.send(name);
                            return stop();
                        });
            }
            ORDERS.add(receive(String.class) + receive(String.class));
        }

        @Test
        @Simulated(seed = 7)
        void once() {
            sleep(ofHours(1));
            ORDERS.add("once, at " + monotonicTime());
        }

        @Test
        void all_wait_for_ever() {
            Pid<Ping> deaf = spawn("deaf", Examples::deaf);
            send(deaf, new Ping(self()));
            send(self(), "something else");
            receive(Pong.class);
        }

        private static TailCall<Ping> deaf() {
            receive(String.class);
            return Examples::deaf;
        }
    }

    /** Fail when the tests below run them. */
    @Simulated
    static class FailingExamples {
        static boolean asked;

        @BeforeEach
        void only_when_asked() {
            assumeTrue(asked);
        }

        @Test
        void one() {
            send(self(), "a message of one");
            throw new AssertionError("one");
        }

        @Test
        void another() {
            send(self(), "a message of another");
            throw new AssertionError("another");
        }

        @Test
        void a_third() {
            send(self(), "a message of a third");
            throw new AssertionError("a third");
        }
    }

    /** Counts its tries when the tests below run it. */
    @Simulated
    static class PropertyExamples {
        static boolean asked;
        static int tries;

        @Property(tries = 10)
        void counted(@ForAll int any) {
            tries += asked ? 1 : 0;
        }
    }

    private static Events run(String method) {
        Examples.ORDERS.clear();
        Examples.asked = true;
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectMethod(Examples.class, method))
                    .execute()
                    .testEvents();
        } finally {
            Examples.asked = false;
        }
    }

    @Test
    void a_test_runs_under_as_many_seeds_as_it_says() {
        run("two_race").assertThatEvents().haveExactly(1, test(finishedSuccessfully()));
        assertThat(Examples.ORDERS).hasSize(50);
        Set<String> orders = new LinkedHashSet<>(Examples.ORDERS);
        assertThat(orders).containsExactlyInAnyOrder("ab", "ba");
    }

    @Test
    void the_property_says_under_how_many_seeds_all_tests_run() {
        withProperty(Explore.RUNS, "3", () -> run("two_race"));
        assertThat(Examples.ORDERS).hasSize(3);
        withProperty(Explore.RUNS, "3", () -> run("once"));
        assertThat(Examples.ORDERS).hasSize(3);
    }

    @Test
    void the_property_says_under_how_many_seeds_each_try_of_a_property_runs() {
        assertThat(tries()).isEqualTo(10);
        withProperty(Explore.RUNS, "3", () -> assertThat(tries()).isEqualTo(30));
    }

    @Test
    void no_seed_at_all_is_refused() {
        withProperty(
                Explore.RUNS,
                "0",
                () ->
                        run("once")
                                .assertThatEvents()
                                .haveExactly(
                                        1,
                                        test(
                                                finishedWithFailure(
                                                        instanceOf(
                                                                IllegalArgumentException.class)))));
    }

    private static int tries() {
        PropertyExamples.asked = true;
        PropertyExamples.tries = 0;
        try {
            EngineTestKit.engine("jqwik")
                    .configurationParameter("jqwik.database", "")
                    .configurationParameter("jqwik.reporting.onlyfailures", "true")
                    .selectors(selectClass(PropertyExamples.class))
                    .execute();
        } finally {
            PropertyExamples.asked = false;
        }
        return PropertyExamples.tries;
    }

    private static void withProperty(String name, String value, Runnable body) {
        String before = System.getProperty(name);
        System.setProperty(name, value);
        try {
            body.run();
        } finally {
            if (before == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, before);
            }
        }
    }

    @Test
    void equal_seeds_give_equal_orders() {
        run("two_race");
        List<String> first = List.copyOf(Examples.ORDERS);
        run("two_race");
        assertThat(Examples.ORDERS).isEqualTo(first);
    }

    @Test
    void the_annotation_of_the_method_counts_more_than_that_of_the_class() {
        run("once");
        assertThat(Examples.ORDERS).containsExactly("once, at PT1H");
    }

    @Test
    void when_all_wait_the_test_fails_and_says_who_waits_for_what() {
        run("all_wait_for_ever")
                .assertThatEvents()
                .haveExactly(
                        1,
                        test(
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(
                                                text ->
                                                        text.contains(
                                                                        "test waits for"
                                                                            + " SimulatedAnnotationTest.Pong,"
                                                                            + " its mailbox is"
                                                                            + " [something else]")
                                                                && text.contains(
                                                                        "deaf#1 waits for String,"
                                                                            + " its mailbox is"
                                                                            + " [Ping[from=test]]")))));
    }

    @Test
    void of_the_tests_of_a_class_that_fail_only_the_first_prints_its_messages() throws Exception {
        List<Path> diagrams =
                Stream.of("one", "another", "a_third")
                        .map(test -> Path.of("target/diagrams/FailingExamples." + test + ".mmd"))
                        .toList();
        for (Path diagram : diagrams) {
            Files.deleteIfExists(diagram);
        }
        FailingExamples.asked = true;
        String printed;
        try {
            printed =
                    Printed.by(
                            () ->
                                    EngineTestKit.engine("junit-jupiter")
                                            .selectors(selectClass(FailingExamples.class))
                                            .execute());
        } finally {
            FailingExamples.asked = false;
        }

        assertThat(printed)
                .containsOnlyOnce("sends a message of")
                .containsOnlyOnce("More of FailingExamples failed");
        assertThat(diagrams).allSatisfy(diagram -> assertThat(diagram).exists());
    }
}
