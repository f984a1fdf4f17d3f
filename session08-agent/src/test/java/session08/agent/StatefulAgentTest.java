package session08.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.call;
import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import session08.agent.Result.Failed;
import session08.agent.Result.Ok;
import session08.agent.Result.UnknownTask;
import session08.agent.StandardTasks.Stored;
import session08.agent.StatefulAgent.AllProcessed;
import session08.agent.StatefulAgent.Count;
import session08.agent.StatefulAgent.EmptyInbox;
import session08.agent.StatefulAgent.Forget;
import session08.agent.StatefulAgent.ForgetAll;
import session08.agent.StatefulAgent.Found;
import session08.agent.StatefulAgent.GetState;
import session08.agent.StatefulAgent.GetStatus;
import session08.agent.StatefulAgent.InboxCount;
import session08.agent.StatefulAgent.Message;
import session08.agent.StatefulAgent.Missing;
import session08.agent.StatefulAgent.NextTask;
import session08.agent.StatefulAgent.PeekTask;
import session08.agent.StatefulAgent.Peeked;
import session08.agent.StatefulAgent.ProcessAll;
import session08.agent.StatefulAgent.ProcessNext;
import session08.agent.StatefulAgent.Processed;
import session08.agent.StatefulAgent.Recall;
import session08.agent.StatefulAgent.Recalled;
import session08.agent.StatefulAgent.ReceiveTask;
import session08.agent.StatefulAgent.Remember;
import session08.agent.StatefulAgent.Step;
import session08.process.Pid;
import session08.testkit.Simulated;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

@Simulated
class StatefulAgentTest {

    @Test
    void a_new_agent_is_idle_and_knows_nothing() {
        Pid<Message> agent = StatefulAgent.start("Ada");
        assertThat(state(agent))
                .isEqualTo(new AgentState("Ada", Status.IDLE, Map.of(), Inbox.EMPTY, 0));
    }

    @Test
    void what_is_remembered_is_found_until_it_is_forgotten() {
        Pid<Message> agent = StatefulAgent.start("Ada");
        send(agent, new Remember("topic", "loops"));
        send(agent, new Remember("day", "today"));
        assertThat(recall(agent, "topic")).isEqualTo(new Found("topic", "loops"));
        send(agent, new Remember("topic", "tail calls"));
        assertThat(recall(agent, "topic")).isEqualTo(new Found("topic", "tail calls"));
        send(agent, new Forget("topic"));
        send(agent, new Forget("never known"));
        assertThat(recall(agent, "topic")).isEqualTo(new Missing("topic"));
        assertThat(recall(agent, "day")).isEqualTo(new Found("day", "today"));
        send(agent, new ForgetAll());
        assertThat(recall(agent, "day")).isEqualTo(new Missing("day"));
    }

    @Test
    void tasks_wait_in_the_order_in_which_they_came() {
        Pid<Message> agent = StatefulAgent.start("Ada", (_, task) -> new Ok(task.action()));
        send(agent, new PeekTask(self()));
        assertThat(receive(Peeked.class)).isEqualTo(new EmptyInbox());
        give(agent, "one", "two", "three");
        send(agent, new PeekTask(self()));
        assertThat(receive(Peeked.class)).isEqualTo(new NextTask(new Task("one")));
        assertThat(count(agent)).isEqualTo(3);
        Printed.by(() -> assertThat(processNext(agent)).isEqualTo(processed("one", new Ok("one"))));
        assertThat(count(agent)).isEqualTo(2);
        assertThat(processAll(agent))
                .containsExactly(
                        processed("two", new Ok("two")), processed("three", new Ok("three")));
        assertThat(count(agent)).isZero();
        assertThat(state(agent).processed()).isEqualTo(3);
        assertThat(processNext(agent)).isEqualTo(new EmptyInbox());
        assertThat(processAll(agent)).isEmpty();
    }

    @Test
    void the_tasks_of_the_lesson_have_defaults_where_the_lesson_has() {
        var agent = new AgentState("Ada");
        var results = new ArrayList<Result>();
        List<String> printed =
                Printed.by(
                        () -> {
                            for (Task task :
                                    List.of(
                                            new Task("search"),
                                            new Task("summarize"),
                                            new Task("summarize", Map.of("content", "née 🇫🇷")),
                                            new Task("store", Map.of("key", "k", "value", 1)),
                                            new Task("dance"))) {
                                results.add(StandardTasks.handle(agent, task));
                            }
                        });
        assertThat(results)
                .containsExactly(
                        new Ok("Results for: unknown"),
                        new Ok("Summary of 0 chars"),
                        new Ok("Summary of 5 chars"),
                        new Ok(new Stored("k", 1)),
                        new UnknownTask());
        assertThat(printed)
                .containsExactly(
                        "[Ada] Searching for: unknown",
                        "[Ada] Summarizing content...",
                        "[Ada] Summarizing content...",
                        "[Ada] Storing k",
                        "[Ada] Unknown task type: Task[action=dance, params={}]");
    }

    @Test
    void a_store_task_without_a_value_fails_and_says_what_it_needs() {
        var task = new Task("store", Map.of("key", "k"));
        assertThat(StandardTasks.handle(new AgentState("Ada"), task))
                .isEqualTo(new Failed("a store task needs the params key and value: " + task));
    }

    // ---- what it does not understand --------------------------------------------------------

    @Test
    void an_unknown_message_is_printed_and_dropped() {
        Pid<Message> agent = StatefulAgent.start("Ada");
        List<String> printed =
                Printed.by(
                        () -> {
                            send(untyped(agent), 42);
                            send(untyped(agent), new Count(1));
                            assertThat(state(agent)).isEqualTo(new AgentState("Ada"));
                        });
        assertThat(printed)
                .containsExactly(
                        "[Ada] Unknown message: 42", "[Ada] Unknown message: Count[tasks=1]");
        assertThat(messages(agent)).isEmpty();
    }

    // ---- idle -------------------------------------------------------------------------------

    @Test
    void after_thirty_seconds_without_a_message_it_says_so_again_and_again() {
        try (var printed = new Printed()) {
            Pid<Message> agent = StatefulAgent.start("Ada");
            sleep(ofSeconds(30).minusNanos(1));
            assertThat(printed.lines()).isEmpty();
            sleep(ofNanos(2));
            assertThat(printed.lines()).containsExactly("[Ada] Idle for 30 seconds...");
            sleep(ofSeconds(30).minusNanos(2));
            assertThat(printed.lines()).hasSize(1);
            sleep(ofNanos(2));
            assertThat(printed.lines()).hasSize(2).containsOnly("[Ada] Idle for 30 seconds...");
            assertThat(isAlive(agent)).isTrue();
        }
    }

    @Test
    void any_message_starts_the_thirty_seconds_again() {
        try (var printed = new Printed()) {
            Pid<Message> agent = StatefulAgent.start("Ada");
            sleep(ofSeconds(20));
            count(agent);
            sleep(ofSeconds(30).minusNanos(1));
            assertThat(printed.lines()).isEmpty();
            sleep(ofNanos(2));
            assertThat(printed.lines()).hasSize(1);
        }
    }

    // ---- busy -------------------------------------------------------------------------------

    @Test
    void the_handler_sees_the_agent_busy_with_the_first_task_of_its_inbox() {
        var seen = new ArrayList<AgentState>();
        Pid<Message> agent =
                StatefulAgent.start(
                        "Ada",
                        (state, task) -> {
                            seen.add(state);
                            assertThat(state.inbox().first()).contains(task);
                            return new Ok(task.action());
                        });
        send(agent, new Remember("topic", "loops"));
        give(agent, "one", "two", "three");
        Printed.by(() -> processNext(agent));
        processAll(agent);
        assertThat(seen).extracting(AgentState::status).hasSize(3).containsOnly(Status.BUSY);
        assertThat(seen).extracting(each -> each.inbox().size()).containsExactly(3, 2, 1);
        assertThat(seen).extracting(AgentState::processed).containsExactly(0, 1, 2);
        assertThat(seen.getFirst().memory()).isEqualTo(Map.of("topic", "loops"));
        assertThat(state(agent).status()).isEqualTo(Status.IDLE);
    }

    @Test
    void who_asks_a_busy_agent_waits_and_hears_that_it_is_idle() {
        Pid<Message> agent = StatefulAgent.start("Ada", StatefulAgentTest::slowly);
        give(agent, "task");
        Printed.by(
                () -> {
                    send(agent, new ProcessNext(self()));
                    send(agent, new GetStatus(self()));
                    sleep(ofSeconds(9));
                    assertThat(messages()).isEmpty();
                    sleep(ofSeconds(2));
                    assertThat(messages())
                            .containsExactly(processed("task", new Ok("done")), Status.IDLE);
                });
    }

    private static Result slowly(AgentState agent, Task task) {
        sleep(ofSeconds(10));
        return new Ok("done");
    }

    // ---- a handler that throws --------------------------------------------------------------

    static Stream<Named<TaskHandler>> handlersThatThrow() {
        return Stream.of(
                thrower("an exception", new IllegalStateException("out of paper")),
                thrower("a checked exception", new IOException("out of paper")),
                thrower("a failed assertion", new AssertionError("out of paper")),
                thrower("a class that does not load", new NoClassDefFoundError("Paper")),
                thrower("a stack overflow", new StackOverflowError()),
                Named.of("null for a result", orElse((_, _) -> null)));
    }

    private static Named<TaskHandler> thrower(String name, Throwable thrown) {
        return Named.of(
                name,
                orElse(
                        (_, _) -> {
                            if (thrown instanceof Error error) {
                                throw error;
                            }
                            throw (Exception) thrown;
                        }));
    }

    /** Leaves the tasks named {@code bad} to {@code bad}, and does the others. */
    private static TaskHandler orElse(TaskHandler bad) {
        return (agent, task) ->
                task.action().equals("bad") ? bad.handle(agent, task) : new Ok(task.action());
    }

    @ParameterizedTest
    @MethodSource("handlersThatThrow")
    void a_handler_that_throws_costs_one_task_and_nothing_else(TaskHandler handler) {
        try (var printed = new Printed()) {
            Pid<Message> agent = StatefulAgent.start("Ada", handler);
            send(agent, new Remember("topic", "loops"));
            give(agent, "bad", "good", "bad", "good");

            var step = (Processed) processNext(agent);
            assertThat(step.task()).isEqualTo(new Task("bad"));
            Throwable thrown = onlyOne(printed.logged()).getThrown();
            assertThat(thrown.getStackTrace()).isNotEmpty();
            assertThat(step.result()).isEqualTo(new Failed(thrown.toString()));
            assertThat(printed.logged().getFirst().getMessage())
                    .isEqualTo("[Ada] Failed: Task[action=bad, params={}]");

            assertThat(processAll(agent))
                    .extracting(Processed::result)
                    .containsExactly(new Ok("good"), new Failed(thrown.toString()), new Ok("good"));
            assertThat(printed.logged()).hasSize(2);
            assertThat(state(agent))
                    .isEqualTo(
                            new AgentState(
                                    "Ada", Status.IDLE, Map.of("topic", "loops"), Inbox.EMPTY, 4));
        }
    }

    @Test
    void a_handler_that_asks_its_own_agent_fails_at_once() {
        try (var printed = new Printed()) {
            Pid<Message> agent =
                    StatefulAgent.start("Ada", (_, _) -> new Ok(call(self(), GetStatus::new)));
            give(agent, "task");
            assertThat(((Processed) processNext(agent)).result())
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.reason()).contains("calls itself"));
            assertThat(printed.logged()).hasSize(1);
        }
    }

    private static LogRecord onlyOne(List<LogRecord> logged) {
        assertThat(logged).hasSize(1);
        return logged.getFirst();
    }

    // ---- nulls ------------------------------------------------------------------------------

    @Test
    void nulls_are_refused_where_the_message_is_made() {
        assertRefused(() -> StatefulAgent.start(null), "the name of an agent");
        assertRefused(() -> StatefulAgent.start("Ada", null), "the task handler of an agent");
        assertRefused(() -> new Remember(null, 1), "the key to remember");
        assertRefused(() -> new Remember("topic", null), "the value to remember under topic");
        assertRefused(() -> new Recall(null, self()), "the key to recall");
        assertRefused(() -> new Forget(null), "the key to forget");
        assertRefused(() -> new ReceiveTask(null), "the task to receive");
        assertRefused(() -> new Task(null), "the action of a task");
        assertRefused(() -> new Task("search", null), "the params of a task");
        assertRefused(() -> new Ok(null), "the value of a result");
        assertRefused(() -> new Failed(null), "the reason of a failure");
        for (var message :
                Stream.<Runnable>of(
                                () -> new GetState(null),
                                () -> new GetStatus(null),
                                () -> new Recall("topic", null),
                                () -> new InboxCount(null),
                                () -> new PeekTask(null),
                                () -> new ProcessNext(null),
                                () -> new ProcessAll(null))
                        .toList()) {
            assertRefused(message, "the address to answer to");
        }
    }

    private static void assertRefused(Runnable maker, String what) {
        assertThatThrownBy(maker::run)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(what + " must not be null");
    }

    // -----------------------------------------------------------------------------------------

    /** The address as it is known to someone who has not read the protocol. */
    @SuppressWarnings("unchecked") // the point of it
    static Pid<Object> untyped(Pid<Message> agent) {
        return (Pid<Object>) (Pid<?>) agent;
    }

    private static void give(Pid<Message> agent, String... actions) {
        for (String action : actions) {
            send(agent, new ReceiveTask(new Task(action)));
        }
    }

    private static Processed processed(String action, Result result) {
        return new Processed(new Task(action), result);
    }

    private static AgentState state(Pid<Message> agent) {
        send(agent, new GetState(self()));
        return receive(AgentState.class);
    }

    private static Recalled recall(Pid<Message> agent, String key) {
        send(agent, new Recall(key, self()));
        return receive(Recalled.class);
    }

    private static int count(Pid<Message> agent) {
        send(agent, new InboxCount(self()));
        return receive(Count.class).tasks();
    }

    private static Step processNext(Pid<Message> agent) {
        send(agent, new ProcessNext(self()));
        return receive(Step.class);
    }

    private static List<Processed> processAll(Pid<Message> agent) {
        send(agent, new ProcessAll(self()));
        return receive(AllProcessed.class).tasks();
    }
}
