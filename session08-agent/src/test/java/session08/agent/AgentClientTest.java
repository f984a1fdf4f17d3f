package session08.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.sleep;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import session08.agent.Result.Ok;
import session08.agent.StatefulAgent.AllProcessed;
import session08.agent.StatefulAgent.Count;
import session08.agent.StatefulAgent.EmptyInbox;
import session08.agent.StatefulAgent.Found;
import session08.agent.StatefulAgent.Message;
import session08.agent.StatefulAgent.Missing;
import session08.agent.StatefulAgent.NextTask;
import session08.agent.StatefulAgent.Processed;
import session08.agent.StatefulAgent.Recalled;
import session08.agent.StatefulAgent.Step;
import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.Reply;
import session08.process.TimedOut;
import session08.testkit.Simulated;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

@Simulated
class AgentClientTest {

    private Printed printed;

    @BeforeEach
    void keep_what_is_printed() {
        printed = new Printed();
    }

    @AfterEach
    void print_again() {
        printed.close();
    }

    @Test
    void it_says_everything_the_agent_understands() {
        Pid<Message> agent = AgentClient.start("Ada", (_, task) -> new Ok(task.params()));
        AgentClient.remember(agent, "topic", "loops");
        AgentClient.remember(agent, "day", "today");
        assertThat(AgentClient.recall(agent, "topic"))
                .isEqualTo(new Answered<>(new Found("topic", "loops")));
        AgentClient.forget(agent, "topic");
        assertThat(AgentClient.recall(agent, "topic"))
                .isEqualTo(new Answered<>(new Missing("topic")));
        AgentClient.forgetAll(agent);
        assertThat(AgentClient.recall(agent, "day")).isEqualTo(new Answered<>(new Missing("day")));

        assertThat(AgentClient.peekTask(agent)).isEqualTo(new Answered<>(new EmptyInbox()));
        Map<String, String> params = Map.of("query", "loops");
        AgentClient.sendTask(agent, "search", params);
        AgentClient.sendTask(agent, "rest");
        var search = new Task("search", Map.of("query", "loops"));
        assertThat(AgentClient.inboxCount(agent)).isEqualTo(new Answered<>(new Count(2)));
        assertThat(AgentClient.peekTask(agent)).isEqualTo(new Answered<>(new NextTask(search)));
        assertThat(AgentClient.processNext(agent))
                .isEqualTo(new Answered<>(new Processed(search, new Ok(params))));
        assertThat(AgentClient.processAll(agent))
                .isEqualTo(
                        new Answered<>(
                                new AllProcessed(
                                        List.of(
                                                new Processed(
                                                        new Task("rest"), new Ok(Map.of()))))));
        assertThat(AgentClient.processNext(agent)).isEqualTo(new Answered<>(new EmptyInbox()));
        assertThat(AgentClient.status(agent)).isEqualTo(new Answered<>(Status.IDLE));
        assertThat(AgentClient.state(agent))
                .isEqualTo(
                        new Answered<>(
                                new AgentState("Ada", Status.IDLE, Map.of(), Inbox.EMPTY, 2)));
        AgentClient.stop(agent);
        assertThat(AgentClient.status(agent)).isEqualTo(new NoProcess<>());
    }

    @Test
    void a_switch_over_a_reply_needs_no_default() {
        Pid<Message> agent = AgentClient.start("Ada");
        AgentClient.remember(agent, "topic", "loops");
        assertThat(describe(AgentClient.recall(agent, "topic"))).isEqualTo("loops");
        assertThat(describe(AgentClient.recall(agent, "day"))).isEqualTo("no day");
        assertThat(describeStep(AgentClient.processNext(agent))).isEqualTo("nothing to do");
    }

    private static String describe(Reply<Recalled> reply) {
        return switch (reply) {
            case Answered(Found(_, var value)) -> value.toString();
            case Answered(Missing(var key)) -> "no " + key;
            case TimedOut() -> "silence";
            case NoProcess() -> "gone";
        };
    }

    private static String describeStep(Reply<Step> reply) {
        return switch (reply) {
            case Answered(Processed(var task, var result)) -> task + ": " + result;
            case Answered(EmptyInbox()) -> "nothing to do";
            case TimedOut() -> "silence";
            case NoProcess() -> "gone";
        };
    }

    // ---- time -------------------------------------------------------------------------------

    static Stream<Arguments> questions() {
        return Stream.of(
                question(
                        "recall",
                        a -> AgentClient.recall(a, "k"),
                        (a, t) -> AgentClient.recall(a, "k", t)),
                question("inboxCount", AgentClient::inboxCount, AgentClient::inboxCount),
                question("peekTask", AgentClient::peekTask, AgentClient::peekTask),
                question("processNext", AgentClient::processNext, AgentClient::processNext),
                question("processAll", AgentClient::processAll, AgentClient::processAll),
                question("status", AgentClient::status, AgentClient::status),
                question("state", AgentClient::state, AgentClient::state));
    }

    private static Arguments question(
            String name,
            Function<Pid<Message>, Reply<?>> patient,
            BiFunction<Pid<Message>, Duration, Reply<?>> timed) {
        return Arguments.of(Named.of(name, patient), timed);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void a_question_waits_five_seconds_or_as_long_as_it_is_told(
            Function<Pid<Message>, Reply<?>> patient,
            BiFunction<Pid<Message>, Duration, Reply<?>> timed) {
        Pid<Message> agent = working();
        Duration start = monotonicTime();
        assertThat(patient.apply(agent)).isEqualTo(new TimedOut<>());
        assertThat(monotonicTime().minus(start)).isEqualTo(ofSeconds(5));
        assertThat(timed.apply(agent, ofMillis(70))).isEqualTo(new TimedOut<>());
        assertThat(monotonicTime().minus(start)).isEqualTo(ofMillis(5070));
        assertThatThrownBy(() -> timed.apply(agent, ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        sleep(ofSeconds(100));
        assertThat(messages()).as("late answers").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void that_the_agent_has_ended_is_heard_at_once(
            Function<Pid<Message>, Reply<?>> patient,
            BiFunction<Pid<Message>, Duration, Reply<?>> timed) {
        Pid<Message> agent = AgentClient.start("Ada");
        AgentClient.stop(agent);
        assertThat(patient.apply(agent)).isEqualTo(new NoProcess<>());
        assertThat(timed.apply(agent, ofSeconds(60))).isEqualTo(new NoProcess<>());
        assertThat(timed.apply(agent, ZERO)).isEqualTo(new NoProcess<>());
        assertThat(monotonicTime()).isZero();
    }

    @Test
    void so_is_that_it_ends_while_someone_waits() {
        Pid<Message> agent = working();
        AgentClient.stop(agent);
        Duration start = monotonicTime();
        assertThat(AgentClient.status(agent, ofSeconds(100))).isEqualTo(new NoProcess<>());
        assertThat(monotonicTime().minus(start)).isEqualTo(ofSeconds(49));
    }

    @Test
    void telling_an_agent_that_has_ended_is_no_error() {
        Pid<Message> agent = AgentClient.start("Ada");
        AgentClient.stop(agent);
        AgentClient.status(agent);
        AgentClient.remember(agent, "topic", "loops");
        AgentClient.forget(agent, "topic");
        AgentClient.forgetAll(agent);
        AgentClient.sendTask(agent, "search");
        AgentClient.stop(agent);
        assertThat(messages(agent)).isEmpty();
    }

    @Test
    void a_task_that_was_asked_for_is_done_even_when_nobody_waits_any_more() {
        Pid<Message> agent = working();
        AgentClient.sendTask(agent, "second");
        assertThat(AgentClient.processNext(agent, ofSeconds(1))).isEqualTo(new TimedOut<>());
        sleep(ofSeconds(200));
        assertThat(AgentClient.state(agent))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered ->
                                assertThat(((AgentState) answered.answer()).processed())
                                        .isEqualTo(2));
    }

    @Test
    void an_error_of_the_machine_ends_the_agent_and_who_waits_hears_it() {
        Pid<Message> agent =
                AgentClient.start(
                        "Ada",
                        (_, _) -> {
                            throw new OutOfMemoryError("no fault of the task, and only pretended");
                        });
        AgentClient.sendTask(agent, "task");
        assertThat(AgentClient.processAll(agent)).isEqualTo(new NoProcess<>());
        sleep(ofMillis(1));
        assertThat(printed.crashes())
                .containsExactly(
                        "Exception in thread \"Ada#1\" java.lang.OutOfMemoryError: no fault of the"
                                + " task, and only pretended");
        assertThat(printed.logged()).isEmpty();
    }

    /** An agent that has one second of fifty behind it, with its first task. */
    private static Pid<Message> working() {
        Pid<Message> agent =
                AgentClient.start(
                        "Ada",
                        (_, _) -> {
                            sleep(ofSeconds(50));
                            return new Ok("done");
                        });
        AgentClient.sendTask(agent, "first");
        assertThat(AgentClient.processAll(agent, ofSeconds(1))).isEqualTo(new TimedOut<>());
        return agent;
    }
}
