package session08.agent;

import static session08.process.Processes.CALL_TIMEOUT;
import static session08.process.Processes.call;
import static session08.process.Processes.send;

import static java.lang.IO.println;

import session08.agent.StatefulAgent.AllProcessed;
import session08.agent.StatefulAgent.Count;
import session08.agent.StatefulAgent.Forget;
import session08.agent.StatefulAgent.ForgetAll;
import session08.agent.StatefulAgent.Found;
import session08.agent.StatefulAgent.GetState;
import session08.agent.StatefulAgent.GetStatus;
import session08.agent.StatefulAgent.InboxCount;
import session08.agent.StatefulAgent.Message;
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
import session08.agent.StatefulAgent.Stop;
import session08.process.Answered;
import session08.process.Pid;
import session08.process.Reply;

import java.time.Duration;
import java.util.Map;

/**
 * Talks to a {@link StatefulAgent}, so that you need not know its messages.
 *
 * <pre>{@code
 * Pid<Message> agent = AgentClient.start("Worker-1");
 * AgentClient.remember(agent, "context", "Java");
 * switch (AgentClient.recall(agent, "context")) {
 *     case Answered(Found(_, var value)) -> ...    // it remembers this
 *     case Answered(Missing _) -> ...              // it remembers nothing of the kind
 *     case TimedOut() -> ...                       // it has not answered in time
 *     case NoProcess() -> ...                      // it has ended
 * }
 * AgentClient.stop(agent);
 * }</pre>
 *
 * <p>There are two kinds of method:
 *
 * <ul>
 *   <li><b>Telling</b> ({@code remember}, {@code forget}, {@code forgetAll}, {@code sendTask},
 *       {@code stop}) returns at once, and nothing says whether the agent was still there to hear
 *       it.
 *   <li><b>Asking</b> (all others) waits for the answer, five seconds unless you say how long, and
 *       returns a {@link Reply} of exactly what this question can be answered by, so that a {@code
 *       switch} over it needs no default and has no case that cannot happen. That the agent has
 *       ended is heard at once. An answer that comes too late is dropped, and never taken for that
 *       of a later question.
 * </ul>
 *
 * <p>What one process tells and asks, the agent does in that order.
 *
 * <p>Trade-off: a {@code TimedOut} says that there was no answer, not that nothing was done. The
 * agent may be at work on an earlier request and do yours later; a {@link #processNext(Pid)
 * processNext} that timed out still takes a task. And since an agent that works does not answer,
 * {@link #processAll(Pid) processAll} needs a time in which all tasks can be done.
 *
 * <p>All methods throw a {@link NullPointerException} that says what must not be null, and those
 * with a timeout an {@link IllegalArgumentException} if it is negative. An agent that asks itself,
 * from its {@link TaskHandler}, gets an {@link IllegalArgumentException}, as with every {@code
 * call}.
 */
public final class AgentClient {

    private AgentClient() {}

    // ---- life -------------------------------------------------------------------------------

    /** Starts an agent that knows the {@linkplain StandardTasks tasks of the lesson}. */
    public static Pid<Message> start(String name) {
        return StatefulAgent.start(name);
    }

    /** Starts an agent that leaves its tasks to {@code handler}. */
    public static Pid<Message> start(String name, TaskHandler handler) {
        return StatefulAgent.start(name, handler);
    }

    /** Ends the agent when it has done what it was told before. Its tasks are left undone. */
    public static void stop(Pid<Message> agent) {
        send(agent, new Stop());
    }

    // ---- memory -----------------------------------------------------------------------------

    /**
     * Has the agent keep {@code value}, in the place of what it knew under {@code key}.
     *
     * @param value must be immutable, like all that is sent; but maps, lists and sets are copied
     */
    public static void remember(Pid<Message> agent, String key, Object value) {
        send(agent, new Remember(key, value));
    }

    /** As {@link #recall(Pid, String, Duration)}, for five seconds. */
    public static Reply<Recalled> recall(Pid<Message> agent, String key) {
        return recall(agent, key, CALL_TIMEOUT);
    }

    /** What the agent remembers under {@code key}, if anything. */
    public static Reply<Recalled> recall(Pid<Message> agent, String key, Duration timeout) {
        return call(agent, from -> new Recall(key, from), timeout);
    }

    /** Has the agent drop what it knows under {@code key}, if anything. */
    public static void forget(Pid<Message> agent, String key) {
        send(agent, new Forget(key));
    }

    /** Has the agent drop all it knows. Its tasks stay. */
    public static void forgetAll(Pid<Message> agent) {
        send(agent, new ForgetAll());
    }

    // ---- tasks ------------------------------------------------------------------------------

    /** Puts a task without params at the end of the agent's inbox. */
    public static void sendTask(Pid<Message> agent, String action) {
        sendTask(agent, action, Map.of());
    }

    /**
     * Puts a task at the end of the agent's inbox.
     *
     * @param params are copied; see {@link Task}
     */
    public static void sendTask(Pid<Message> agent, String action, Map<String, ?> params) {
        send(
                agent,
                new ReceiveTask(new Task(action, FrozenMap.of(params, "the params of a task"))));
    }

    /** As {@link #inboxCount(Pid, Duration)}, for five seconds. */
    public static Reply<Count> inboxCount(Pid<Message> agent) {
        return inboxCount(agent, CALL_TIMEOUT);
    }

    /** How many tasks wait. */
    public static Reply<Count> inboxCount(Pid<Message> agent, Duration timeout) {
        return call(agent, InboxCount::new, timeout);
    }

    /** As {@link #peekTask(Pid, Duration)}, for five seconds. */
    public static Reply<Peeked> peekTask(Pid<Message> agent) {
        return peekTask(agent, CALL_TIMEOUT);
    }

    /** The task that is next, if one is. It stays in the inbox. */
    public static Reply<Peeked> peekTask(Pid<Message> agent, Duration timeout) {
        return call(agent, PeekTask::new, timeout);
    }

    /** As {@link #processNext(Pid, Duration)}, for five seconds. */
    public static Reply<Step> processNext(Pid<Message> agent) {
        return processNext(agent, CALL_TIMEOUT);
    }

    /** Has the agent work on its next task, if there is one, and says what became of it. */
    public static Reply<Step> processNext(Pid<Message> agent, Duration timeout) {
        return call(agent, ProcessNext::new, timeout);
    }

    /** As {@link #processAll(Pid, Duration)}, for five seconds. */
    public static Reply<AllProcessed> processAll(Pid<Message> agent) {
        return processAll(agent, CALL_TIMEOUT);
    }

    /**
     * Has the agent work on all its tasks, and says what became of each, in the order in which they
     * came. With an empty inbox that is an empty list.
     *
     * @param timeout for all of them together
     */
    public static Reply<AllProcessed> processAll(Pid<Message> agent, Duration timeout) {
        return call(agent, ProcessAll::new, timeout);
    }

    // ---- the agent itself -------------------------------------------------------------------

    /** As {@link #status(Pid, Duration)}, for five seconds. */
    public static Reply<Status> status(Pid<Message> agent) {
        return status(agent, CALL_TIMEOUT);
    }

    /**
     * Whether the agent works: the answer is {@link Status#IDLE}, and while it does work there is
     * none. Useful to learn whether it listens.
     */
    public static Reply<Status> status(Pid<Message> agent, Duration timeout) {
        return call(agent, GetStatus::new, timeout);
    }

    /** As {@link #state(Pid, Duration)}, for five seconds. */
    public static Reply<AgentState> state(Pid<Message> agent) {
        return state(agent, CALL_TIMEOUT);
    }

    /** All that the agent is at this moment; it will not change when the agent does. */
    public static Reply<AgentState> state(Pid<Message> agent, Duration timeout) {
        return call(agent, GetState::new, timeout);
    }

    /** Section 6 of the lesson. */
    static void main() {
        Pid<Message> agent = start("Worker-1");

        remember(agent, "context", "Learning Elixir");
        // The lesson asserts by matching, {:ok, context} = ..., and so does this.
        if (!(recall(agent, "context") instanceof Answered(Found(_, var context)))) {
            throw new IllegalStateException("the agent has forgotten its context");
        }
        println("Context: " + context);

        sendTask(agent, "search", Map.of("query", "Elixir processes"));
        if (!(processNext(agent) instanceof Answered(Processed(var task, var result)))) {
            throw new IllegalStateException("the agent has not done its task");
        }
        println("Completed: " + task.action() + " -> " + result);

        stop(agent);
        // A program is over with its main, whatever its processes still have to say. This question
        // is never answered: it waits for the agent to end.
        status(agent);
    }
}
