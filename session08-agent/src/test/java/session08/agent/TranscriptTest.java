package session08.agent;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.after;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;

import static java.lang.IO.println;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.agent.StatefulAgent.AllProcessed;
import session08.agent.StatefulAgent.GetStatus;
import session08.agent.StatefulAgent.Message;
import session08.agent.StatefulAgent.PeekTask;
import session08.agent.StatefulAgent.Peeked;
import session08.agent.StatefulAgent.ProcessAll;
import session08.agent.StatefulAgent.ProcessNext;
import session08.agent.StatefulAgent.Recall;
import session08.agent.StatefulAgent.Recalled;
import session08.agent.StatefulAgent.ReceiveTask;
import session08.agent.StatefulAgent.Step;
import session08.agent.StatefulAgent.Stop;
import session08.process.Answered;
import session08.process.Pid;
import session08.process.Received;
import session08.process.Reply;
import session08.process.Simulation;
import session08.process.TimedOut;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent and its client print what the lesson's do. Each line waits for what came before it, so
 * all of them keep their order, whoever runs first.
 */
class TranscriptTest {

    private static final int SEEDS = 50;

    @Test
    void section_5_prints_what_the_lesson_printed() {
        assertPrints(Transcript.part("agent.txt", ""), StatefulAgent::main);
    }

    @Test
    void section_6_prints_what_the_lesson_printed() {
        assertPrints(Transcript.part("client.txt", ""), AgentClient::main);
    }

    @Test
    void so_do_the_edges_of_the_agent() {
        assertPrints(Transcript.part("agent.txt", "edge"), TranscriptTest::edges);
    }

    private static void edges() {
        Pid<Message> agent = StatefulAgent.start("Edge");
        send(agent, new ProcessNext(self()));
        println(receive(Step.class));
        send(agent, new PeekTask(self()));
        println(receive(Peeked.class));
        send(agent, new Recall("missing", self()));
        println(receive(Recalled.class));
        send(StatefulAgentTest.untyped(agent), "what_is_this");
        send(agent, new ReceiveTask(new Task("dance")));
        send(agent, new PeekTask(self()));
        println(receive(Peeked.class));
        send(agent, new ReceiveTask(new Task("search")));
        send(agent, new ProcessAll(self()));
        println(receive(AllProcessed.class));
        send(agent, new GetStatus(self()));
        println(receive(Status.class));
        send(agent, new ReceiveTask(new Task("search")));
        send(agent, new Stop());
    }

    /** A recall that times out, then the value changes, then a recall that does not. */
    private static void lateReply(Client client) {
        Pid<Message> agent = suspended("Slow", ofMillis(100));
        AgentClient.remember(agent, "key", 1);
        println(client.recall(agent, "key", ofMillis(50)));
        println(messages());
        AgentClient.remember(agent, "key", 2);
        println(client.recall(agent, "key", ofSeconds(5)));
        AgentClient.stop(agent);
    }

    @FunctionalInterface
    private interface Client {
        Reply<Recalled> recall(Pid<Message> agent, String key, Duration timeout);
    }

    /**
     * As in the lesson: through the mailbox, and the key is all that tells one answer from another.
     */
    private static Reply<Recalled> recallByHand(Pid<Message> agent, String key, Duration timeout) {
        send(agent, new Recall(key, self()));
        return switch (receive(Recalled.class, r -> r.key().equals(key), after(timeout))) {
            case Received(Recalled answer) -> new Answered<>(answer);
            case TimedOut() -> new TimedOut<>();
        };
    }

    @Test
    void a_client_made_by_hand_returns_the_old_value_as_in_the_lesson() {
        assertPrints(
                lateReplyAndStop(Transcript.returned("client.txt", "late reply", "key")),
                () -> lateReply(TranscriptTest::recallByHand));
    }

    @Test
    void ours_returns_the_value_of_now() {
        List<String> lesson = Transcript.returned("client.txt", "late reply", "key");
        assertThat(lesson).endsWith("Answered[answer=Found[key=key, value=1]]");
        var ours = new ArrayList<>(lesson);
        // The memory holds 2 when the second recall is sent, and after it. The lesson's client
        // returns the 1 that the first recall no longer waited for, since both have the same key.
        ours.set(ours.size() - 1, "Answered[answer=Found[key=key, value=2]]");
        assertPrints(lateReplyAndStop(ours), () -> lateReply(AgentClient::recall));
    }

    /** The transcript stops the slow agent in its next part. */
    private static List<String> lateReplyAndStop(List<String> lateReply) {
        var lines = new ArrayList<>(lateReply);
        lines.addAll(Transcript.returned("client.txt", "stopped agent", "key").subList(0, 3));
        return lines;
    }

    @Test
    void a_stopped_agent_is_missed_at_once_and_not_after_a_timeout() {
        var lines = new ArrayList<>(Transcript.returned("client.txt", "stopped agent", "key"));
        // The lesson's client waits out its time for nobody and cannot say why.
        assertThat(lines.get(3)).isEqualTo("TimedOut[]");
        lines.set(3, "NoProcess[]");
        assertPrints(
                lines,
                () -> {
                    Pid<Message> agent = AgentClient.start("Slow");
                    AgentClient.stop(agent);
                    println(AgentClient.recall(agent, "key"));
                    println(AgentClient.processNext(AgentClient.start("Idler")));
                    assertThat(monotonicTime()).isZero();
                });
    }

    /** An agent that sleeps before it receives for the first time. */
    private static Pid<Message> suspended(String name, Duration time) {
        return spawn(
                name,
                () -> {
                    sleep(time);
                    return StatefulAgent.loop(new AgentState(name), StandardTasks::handle);
                });
    }

    private static void assertPrints(List<String> expected, Simulation.Body body) {
        for (int seed = 0; seed < SEEDS; seed++) {
            int order = seed;
            List<String> printed =
                    Printed.by(
                            () ->
                                    Simulation.run(
                                            order,
                                            () -> {
                                                body.run();
                                                sleep(ofMillis(1)); // for those who still print
                                            }));
            assertThat(printed.stream().map(Transcript::sorted))
                    .as("printed with seed %d", seed)
                    .containsExactlyElementsOf(expected);
        }
    }
}
