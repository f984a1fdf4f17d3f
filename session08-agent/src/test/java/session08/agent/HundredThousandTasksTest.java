package session08.agent;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.receive;
import static session08.process.Processes.run;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import session08.agent.Result.UnknownTask;
import session08.agent.StatefulAgent.AllProcessed;
import session08.agent.StatefulAgent.Count;
import session08.agent.StatefulAgent.InboxCount;
import session08.agent.StatefulAgent.Message;
import session08.agent.StatefulAgent.ProcessAll;
import session08.agent.StatefulAgent.ReceiveTask;
import session08.agent.StatefulAgent.Stop;
import session08.process.Pid;
import session08.process.Simulation;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * A task costs the same whether ten others wait or a hundred thousand.
 *
 * <p>How long it takes depends on who else uses the machine. How much memory it takes does not, and
 * an inbox that is copied shows there; one that is walked along without being copied is the one
 * thing that needs a clock, and there it makes a difference of ten thousand times.
 */
class HundredThousandTasksTest {

    private static final TaskHandler HANDLER = (_, _) -> new UnknownTask();
    private static final Task TASK = new Task("task");

    @Test
    void they_are_counted_and_processed() {
        int tasks = 100_000;
        Simulation.run(
                () -> {
                    Pid<Message> agent = StatefulAgent.start("Ada", HANDLER);
                    for (int i = 0; i < tasks; i++) {
                        send(agent, new ReceiveTask(TASK));
                        send(agent, new InboxCount(self()));
                    }
                    for (int i = 1; i <= tasks; i++) {
                        assertThat(receive(Count.class)).isEqualTo(new Count(i));
                    }
                    send(agent, new ProcessAll(self()));
                    assertThat(receive(AllProcessed.class).tasks()).hasSize(tasks);
                    send(agent, new InboxCount(self()));
                    assertThat(receive(Count.class)).isEqualTo(new Count(0));
                });
    }

    @Test
    void to_the_agent_a_task_costs_the_same_memory() {
        assertSame(HundredThousandTasksTest::bytesOfAnAgent);
    }

    @Test
    void to_the_inbox_too() {
        assertSame(HundredThousandTasksTest::bytesOfAnInbox);
    }

    private static void assertSame(IntToLongFunction bytes) {
        bytes.applyAsLong(100); // loads the classes
        double few = bytes.applyAsLong(100) / 100.0;
        double many = bytes.applyAsLong(10_000) / 10_000.0;
        // Copied at each step it would be a hundred times as much.
        assertThat(many).as("bytes for a task among many").isPositive().isLessThan(2 * few);
    }

    @Test
    void counting_them_takes_no_longer() {
        Inbox few = filled(10);
        Inbox many = filled(100_000);
        assertThat((double) quickestCount(many) / quickestCount(few)).isLessThan(100);
    }

    /**
     * In nanoseconds, for a hundred counts. The quickest of many is the one nobody disturbed; below
     * a thousand the clock is too coarse.
     */
    private static long quickestCount(Inbox inbox) {
        long quickest = Long.MAX_VALUE;
        for (int round = 0; round < 100; round++) {
            long start = System.nanoTime();
            int sum = 0;
            for (int i = 0; i < 100; i++) {
                sum += inbox.size();
            }
            quickest = Math.min(quickest, System.nanoTime() - start);
            assertThat(sum).isEqualTo(100 * inbox.size());
        }
        return Math.max(quickest, 1_000);
    }

    /** Runs the agent's loop in this thread, whose allocations can be measured. */
    private static long bytesOfAnAgent(int tasks) {
        Pid<Object> nobody = spawn(() -> {});
        for (int i = 0; i < tasks; i++) {
            send(self(), new ReceiveTask(TASK));
            send(self(), new InboxCount(nobody));
        }
        send(self(), new ProcessAll(nobody));
        send(self(), new Stop());
        long before = allocated();
        List<String> printed =
                Printed.by(() -> run(StatefulAgent.loop(new AgentState("Ada"), HANDLER)));
        long bytes = allocated() - before;
        assertThat(printed).contains("  - Processed: " + tasks + " tasks");
        return bytes;
    }

    private static long bytesOfAnInbox(int tasks) {
        long before = allocated();
        Inbox inbox = filled(tasks);
        for (int i = 0; i < tasks; i++) {
            inbox = inbox.rest();
        }
        long bytes = allocated() - before;
        assertThat(inbox).isEmpty();
        return bytes;
    }

    private static Inbox filled(int tasks) {
        Inbox inbox = Inbox.EMPTY;
        for (int i = 0; i < tasks; i++) {
            inbox = inbox.plus(TASK);
        }
        return inbox;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
