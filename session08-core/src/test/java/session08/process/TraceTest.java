package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.messages;
import static session08.process.Processes.named;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicReference;

class TraceTest {

    private sealed interface Message {}

    private record Normal(String text) implements Message {}

    private record Urgent(String text) implements Message {}

    private record Status(Pid<? super String> from) implements Message {}

    private record Stop() implements Message {}

    private static Trace simulated(Runnable body) {
        var trace = new AtomicReference<Trace>();
        Simulation.run(() -> trace.set(Trace.of(body)));
        return trace.get();
    }

    /** Takes what is urgent, waits in vain for more, and is then too slow with an answer. */
    private static TailCall<Message> desk() {
        receive(Urgent.class);
        receive(Urgent.class, after(ofSeconds(1)));
        Status status = receive(Status.class);
        sleep(ofSeconds(2));
        status.from().send("busy; see #2\n<now>");
        receive(Stop.class);
        return stop();
    }

    private static void dayAtTheDesk() {
        Pid<Message> desk = spawn("desk", TraceTest::desk);
        send(desk, new Normal("form 7"));
        send(desk, new Urgent("fire"));
        sleep(ofSeconds(2));
        call(desk, Status::new, ofSeconds(1));
        send(self(), "go home; late");
        sendAfter(self(), "six o'clock", ofSeconds(2));
        receive(String.class, s -> s.startsWith("six"));
        send(desk, new Stop());
        sleep(ofSeconds(1));
    }

    @Test
    void the_text_shows_what_each_receive_passed_over_took_and_left() {
        assertThat(simulated(TraceTest::dayAtTheDesk).text())
                .isEqualTo(
                        """
                        main    spawns desk#1
                        main    sends Normal[text=form 7] to desk#1
                        main    sends Urgent[text=fire] to desk#1
                        desk#1  receives TraceTest.Urgent
                                  passed over Normal[text=form 7]
                                  took Urgent[text=fire]
                                  left Normal[text=form 7]
                        desk#1  receives TraceTest.Urgent
                                  passed over Normal[text=form 7]
                                  timed out
                                  left Normal[text=form 7]
                        main    sends Status[from=an answer of desk#1] to desk#1
                        desk#1  receives TraceTest.Status
                                  passed over Normal[text=form 7]
                                  took Status[from=an answer of desk#1]
                                  left Normal[text=form 7]
                        main    waited too long for an answer of desk#1
                        main    sends go home; late to main
                        desk#1  answers busy; see #2 <now> to main, too late: dropped
                        timer   sends six o'clock to main
                        main    receives String with a guard
                                  passed over go home; late
                                  took six o'clock
                                  left go home; late
                        main    sends Stop to desk#1
                        desk#1  receives TraceTest.Stop
                                  passed over Normal[text=form 7]
                                  took Stop
                                  left Normal[text=form 7]
                        desk#1  ends
                        """);
    }

    @Test
    void the_diagram_shows_the_same_as_arrows_and_notes() {
        assertThat(simulated(TraceTest::dayAtTheDesk).mermaid())
                .isEqualTo(
                        """
                        sequenceDiagram
                            participant p0 as main
                            participant p1 as desk#35;1
                            participant p2 as timer
                            Note over p0: spawns desk#35;1
                            p0->>p1: Normal[text=form 7]
                            p0->>p1: Urgent[text=fire]
                            Note over p1: receives TraceTest.Urgent<br/>passed over Normal[text=form 7]<br/>took Urgent[text=fire]<br/>left Normal[text=form 7]
                            Note over p1: receives TraceTest.Urgent<br/>passed over Normal[text=form 7]<br/>timed out<br/>left Normal[text=form 7]
                            p0->>p1: Status[from=an answer of desk#35;1]
                            Note over p1: receives TraceTest.Status<br/>passed over Normal[text=form 7]<br/>took Status[from=an answer of desk#35;1]<br/>left Normal[text=form 7]
                            Note over p0: waited too long for an answer of desk#35;1
                            p0->>p0: go home#59; late
                            p1--xp0: busy#59; see #35;2 #60;now#62;, too late: dropped
                            p2->>p0: six o'clock
                            Note over p0: receives String with a guard<br/>passed over go home#59; late<br/>took six o'clock<br/>left go home#59; late
                            p0->>p1: Stop
                            Note over p1: receives TraceTest.Stop<br/>passed over Normal[text=form 7]<br/>took Stop<br/>left Normal[text=form 7]
                            Note over p1: ends
                        """);
    }

    @Test
    void what_would_end_a_statement_or_be_markup_in_a_diagram_is_spelled_out() {
        String diagram =
                simulated(() -> send(self(), "a;b #1 <br/> c->>d: e\r\nparticipant x")).mermaid();

        assertThat(diagram)
                .contains("p0->>p0: a#59;b #35;1 #60;br/#62; c-#62;#62;d: e  participant x\n")
                .doesNotContain("\nparticipant x");
    }

    @Test
    void each_event_of_the_text_is_on_a_line_of_its_own() {
        String text = simulated(() -> send(self(), "two\nlines")).text();

        assertThat(text)
                .isEqualTo(
                        """
                        main  sends two lines to main
                        """);
    }

    @Test
    void an_answer_in_time_is_an_arrow_of_its_own() {
        Trace trace =
                simulated(
                        () -> {
                            Pid<Message> quick =
                                    spawn(
                                            "quick",
                                            () -> {
                                                receive(Status.class).from().send("ready");
                                                return stop();
                                            });
                            call(quick, Status::new);
                        });

        assertThat(trace.text()).contains("quick#1  answers ready to main\n");
        assertThat(trace.mermaid()).contains("p1-->>p0: ready\n");
    }

    @Test
    void a_nested_receive_shows_that_it_sees_what_the_outer_one_passed_over() {
        Trace trace =
                simulated(
                        () -> {
                            send(self(), 1);
                            send(self(), 2);
                            send(self(), 3);
                            receive(Integer.class, n -> n == 2);
                            receive(Object.class);
                        });

        assertThat(trace.text())
                .isEqualTo(
                        """
                        main  sends 1 to main
                        main  sends 2 to main
                        main  sends 3 to main
                        main  receives Integer with a guard
                                passed over 1
                                took 2
                                left 1, 3
                        main  receives Object
                                took 1
                                left 3
                        """);
    }

    @Test
    void a_process_that_throws_is_shown_with_its_reason() {
        var trace = new AtomicReference<Trace>();
        Captured.err(
                () ->
                        trace.set(
                                simulated(
                                        () -> {
                                            spawn(
                                                    "clumsy",
                                                    () -> {
                                                        throw new IllegalStateException("oops");
                                                    });
                                            sleep(ofSeconds(1));
                                        })));
        assertThat(trace.get().text())
                .contains("clumsy#1  ends by java.lang.IllegalStateException: oops\n");
    }

    @Test
    void a_guard_with_a_name_is_shown_by_it() {
        Trace trace =
                simulated(
                        () -> {
                            send(self(), 1);
                            send(self(), 2);
                            receive(Integer.class, named("it is even", n -> n % 2 == 0));
                        });

        assertThat(trace.text())
                .contains("main  receives Integer where it is even\n        passed over 1\n");
    }

    @Test
    void at_the_end_it_says_who_still_waits_for_what() {
        Simulation.run(
                () -> {
                    Trace trace =
                            Trace.of(
                                    () -> {
                                        spawn("patient", TraceTest::waitForTheEnd);
                                        sleep(ofSeconds(1));
                                    });
                    assertThat(trace.text())
                            .endsWith("patient#1  still waits for TraceTest.Stop\n");
                });
    }

    private static TailCall<Object> waitForTheEnd() {
        receive(Stop.class);
        return stop();
    }

    @Test
    void a_process_that_outlives_the_simulation_is_shown_as_it_was() {
        Trace trace =
                simulated(
                        () -> {
                            spawn("left over", TraceTest::waitForTheEnd);
                            sleep(ofSeconds(1));
                        });
        assertThat(trace.text()).endsWith("left over#1  still waits for TraceTest.Stop\n");
    }

    @Test
    void only_those_inside_are_recorded() {
        Simulation.run(
                () -> {
                    Pid<Object> outside = spawn("outside", TraceTest::waitForTheEnd);
                    Trace trace =
                            Trace.of(
                                    () -> {
                                        send(outside, 1);
                                        sleep(ofSeconds(1));
                                    });
                    send(outside, new Stop());
                    sleep(ofSeconds(1));

                    assertThat(trace.text()).isEqualTo("\n");
                    assertThat(trace.isEmpty()).isTrue();
                });
    }

    @Test
    void on_real_threads_nothing_is_recorded_unless_someone_asks() {
        assertThat(Process.current().isTraced()).isFalse();
    }

    @Test
    void of_a_full_mailbox_the_first_messages_are_shown_and_the_others_counted() {
        String text =
                simulated(
                                () -> {
                                    for (int i = 1; i <= 100; i++) {
                                        send(self(), i);
                                    }
                                    send(self(), "last");
                                    receive(String.class);
                                })
                        .text();
        assertThat(text)
                .contains("passed over 20\n")
                .contains("passed over 80 more\n")
                .doesNotContain("passed over 21\n")
                .endsWith("19, 20 and more\n");
    }

    @Test
    void whoever_runs_the_body_has_an_empty_mailbox_for_it_and_the_own_one_after() {
        Simulation.run(
                () -> {
                    send(self(), "mine");
                    Trace.of(() -> assertThat(messages()).isEmpty());
                    assertThat(messages()).containsExactly("mine");
                });
    }

    @Test
    void the_save_queue_has_a_row_for_each_receive_with_the_fate_of_every_message() {
        Trace trace =
                simulated(
                        () -> {
                            send(self(), new Normal("a \"quoted\" form"));
                            send(self(), new Urgent("fire"));
                            send(self(), new Normal("form 7"));
                            receive(Urgent.class);
                            receive(Urgent.class, after(ZERO));
                        });

        assertThat(trace.saveQueue())
                .isEqualTo(
                        """
                        flowchart TB
                            subgraph r0["main: receive TraceTest.Urgent"]
                                direction LR
                                r0m0["Normal[text=a #34;quoted#34; form]<br/>passed over"]:::passed --- r0m1["Urgent[text=fire]<br/>taken"]:::taken --- r0m2["Normal[text=form 7]<br/>not looked at"]:::rest
                            end
                            subgraph r1["main: receive TraceTest.Urgent, timed out"]
                                direction LR
                                r1m0["Normal[text=a #34;quoted#34; form]<br/>passed over"]:::passed --- r1m1["Normal[text=form 7]<br/>passed over"]:::passed
                            end
                            r0 --> r1
                            classDef taken fill:#c3f0ca,stroke:#2b8a3e,color:#000
                            classDef passed fill:#fff3bf,stroke:#b08800,color:#000
                            classDef rest fill:#f1f3f5,stroke:#868e96,color:#000
                        """);
    }

    @Test
    void the_save_queue_of_an_empty_mailbox_says_so() {
        Trace trace = simulated(() -> receive(Urgent.class, after(ZERO)));

        assertThat(trace.saveQueue()).contains("r0m0[\"empty\"]");
    }

    @Test
    void the_save_queue_of_a_full_mailbox_counts_what_it_does_not_show() {
        Trace trace =
                simulated(
                        () -> {
                            for (int form = 0; form < Trace.SHOWN + 5; form++) {
                                send(self(), new Normal("form " + form));
                            }
                            send(self(), new Urgent("fire"));
                            receive(Urgent.class);
                        });

        assertThat(trace.saveQueue())
                .contains("[\"5 more<br/>passed over\"]:::passed --- ")
                .contains("[\"Urgent[text=fire]<br/>taken\"]:::taken");
    }
}
