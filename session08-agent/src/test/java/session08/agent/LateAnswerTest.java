package session08.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import static session08.process.Processes.messages;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofMillis;

import org.junit.jupiter.api.Test;

import session08.agent.Result.Ok;
import session08.agent.StatefulAgent.Found;
import session08.agent.StatefulAgent.Message;
import session08.agent.StatefulAgent.Missing;
import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.Simulation;
import session08.process.TimedOut;

/** The agent answers in the very moment in which the client stops waiting; the seed decides. */
class LateAnswerTest {

    private int inTime;
    private int late;

    @Test
    void whoever_wins_no_answer_reaches_a_later_question() {
        for (int seed = 0; seed < 300; seed++) {
            Printed.by(simulation(seed));
        }
        assertThat(inTime).as("answers in time").isPositive();
        assertThat(late).as("late answers").isPositive();
    }

    private Simulation.Body simulation(int seed) {
        return () ->
                Simulation.run(
                        seed,
                        () -> {
                            Pid<Message> agent =
                                    AgentClient.start(
                                            "Ada",
                                            (_, _) -> {
                                                sleep(ofMillis(50));
                                                return new Ok("done");
                                            });
                            for (int value = 1; value <= 5; value++) {
                                recallWhileBusy(agent, value, seed);
                            }
                        });
    }

    private void recallWhileBusy(Pid<Message> agent, int value, int seed) {
        AgentClient.sendTask(agent, "task");
        assertThat(AgentClient.processNext(agent, ofMillis(10))).isEqualTo(new TimedOut<>());
        AgentClient.remember(agent, "key", value);
        switch (AgentClient.recall(agent, "key", ofMillis(40))) {
            case Answered(Found(_, var found)) -> {
                inTime++;
                assertThat(found).as("the value, with seed %d", seed).isEqualTo(value);
            }
            case TimedOut() -> late++;
            case Answered(Missing _) -> fail("the agent forgot, with seed %d", seed);
            case NoProcess() -> fail("the agent ended, with seed %d", seed);
        }
        assertThat(messages()).as("the mailbox, with seed %d", seed).isEmpty();
    }
}
