package session08.agent;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.lang.IO.println;

import session08.agent.Result.Failed;
import session08.process.Pid;
import session08.process.Received;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A process that remembers facts and works on tasks, one after the other.
 *
 * <pre>{@code
 * Pid<Message> agent = StatefulAgent.start("Research-Agent");
 * send(agent, new Remember("topic", "tail calls"));
 * send(agent, new Recall("topic", self()));
 * receive(Recalled.class);                     // Found[key=topic, value=tail calls]
 * send(agent, new ReceiveTask(new Task("search", Map.of("query", "tail calls"))));
 * send(agent, new ProcessNext(self()));
 * receive(Step.class);                         // Processed[task=..., result=Ok[value=...]]
 * send(agent, new Stop());
 * }</pre>
 *
 * <p>{@link AgentClient} says the same without the messages.
 *
 * <p>Trade-offs:
 *
 * <ul>
 *   <li><b>An agent that works does not listen.</b> Tasks are worked on in its own process, so
 *       every other message waits until the task is done, and with {@link ProcessAll} until all
 *       are. Nobody who asks will ever be told {@link Status#BUSY}. The cure would be a second
 *       process that works while the agent listens; it would also make the order of prints and
 *       answers a matter of luck.
 *   <li><b>A task that fails is over.</b> When the {@link TaskHandler} throws, the exception is
 *       logged once, with its stack trace, to the {@link System.Logger} of this class; the task has
 *       left the inbox and counts as processed; the answer is a {@link Failed}, and the agent goes
 *       on with the memory and the other tasks it had. Were the task left where it is, the next
 *       {@link ProcessNext} would run into it again and the tasks behind it would never be reached;
 *       who wants another try can send it again. This is for exceptions, and for those errors that
 *       a piece of code brings about by itself: a failed assertion, a stack that overflows, a class
 *       that does not load. Any other error, such as want of memory, ends the agent, as it would
 *       any process.
 *   <li><b>A message it does not understand is printed and dropped</b>, so its mailbox does not
 *       fill up.
 * </ul>
 */
public final class StatefulAgent {

    /** So long without a message, and the agent says that it is idle. */
    public static final Duration IDLE = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(StatefulAgent.class.getName());

    // ---- what it understands ----------------------------------------------------------------

    /** A message to an agent. None takes a null: it is refused where the message is made. */
    public sealed interface Message {}

    /** Answered by the {@link AgentState}. */
    public record GetState(Pid<? super AgentState> from) implements Message {
        public GetState {
            required(from, "the address to answer to");
        }
    }

    /** Answered by the {@link Status}. */
    public record GetStatus(Pid<? super Status> from) implements Message {
        public GetStatus {
            required(from, "the address to answer to");
        }
    }

    /** Keeps a value, in the place of what was there. Maps, lists and sets are copied. */
    public record Remember(String key, Object value) implements Message {
        public Remember {
            required(key, "the key to remember");
            value = FrozenMap.value(value, "the value to remember under " + key);
        }
    }

    /** Answered by {@link Recalled}. */
    public record Recall(String key, Pid<? super Recalled> from) implements Message {
        public Recall {
            required(key, "the key to recall");
            required(from, "the address to answer to");
        }
    }

    /** Drops what is kept under a key, if anything is. */
    public record Forget(String key) implements Message {
        public Forget {
            required(key, "the key to forget");
        }
    }

    /** Empties the memory. */
    public record ForgetAll() implements Message {}

    /** Puts a task at the end of the inbox. */
    public record ReceiveTask(Task task) implements Message {
        public ReceiveTask {
            required(task, "the task to receive");
        }
    }

    /** Answered by {@link Count}. */
    public record InboxCount(Pid<? super Count> from) implements Message {
        public InboxCount {
            required(from, "the address to answer to");
        }
    }

    /** Answered by {@link Peeked}. */
    public record PeekTask(Pid<? super Peeked> from) implements Message {
        public PeekTask {
            required(from, "the address to answer to");
        }
    }

    /** Works on the first task. Answered by {@link Step}. */
    public record ProcessNext(Pid<? super Step> from) implements Message {
        public ProcessNext {
            required(from, "the address to answer to");
        }
    }

    /** Works on all tasks that have come before this message. Answered by {@link AllProcessed}. */
    public record ProcessAll(Pid<? super AllProcessed> from) implements Message {
        public ProcessAll {
            required(from, "the address to answer to");
        }
    }

    /** Ends the agent. What is still in its inbox is left undone. */
    public record Stop() implements Message {}

    // ---- what it answers --------------------------------------------------------------------

    /** The answer to {@link Recall}. */
    public sealed interface Recalled {
        /** The key that was asked for. */
        String key();
    }

    /** This was remembered. */
    public record Found(String key, Object value) implements Recalled {}

    /** Nothing is remembered under this key. */
    public record Missing(String key) implements Recalled {}

    /** The answer to {@link InboxCount}: how many tasks wait. */
    public record Count(int tasks) {}

    /** The answer to {@link PeekTask}. */
    public sealed interface Peeked {}

    /** The task that {@link ProcessNext} would work on. It has stayed in the inbox. */
    public record NextTask(Task task) implements Peeked {}

    /** The answer to {@link ProcessNext}. */
    public sealed interface Step {}

    /** A task is over, and this became of it. */
    public record Processed(Task task, Result result) implements Step {}

    /** No task waits. */
    public record EmptyInbox() implements Peeked, Step {}

    /** The answer to {@link ProcessAll}: what became of each task, in the order of the inbox. */
    public record AllProcessed(List<Processed> tasks) {
        public AllProcessed {
            tasks = List.copyOf(tasks);
        }
    }

    // ---- what it does -----------------------------------------------------------------------

    private StatefulAgent() {}

    /** Starts an agent that knows the {@linkplain StandardTasks tasks of the lesson}. */
    public static Pid<Message> start(String name) {
        return start(name, StandardTasks::handle);
    }

    /**
     * Starts an agent.
     *
     * @param name what it calls itself in the lines it prints; need not be unique
     * @param handler what it does with a task
     * @throws NullPointerException if either is null
     */
    public static Pid<Message> start(String name, TaskHandler handler) {
        var agent = new AgentState(name);
        required(handler, "the task handler of an agent");
        return spawn(name, () -> loop(agent, handler));
    }

    // Two switches, because they forget differently: the outer takes whatever comes, the inner does
    // not compile while a message of the protocol is left out.
    static TailCall<Message> loop(AgentState agent, TaskHandler handler) {
        return switch (receive(Object.class, after(IDLE))) {
            case Received(Message message) -> obey(message, agent, handler);
            case Received(Object unexpected) -> {
                say(agent, "Unknown message: " + unexpected);
                yield () -> loop(agent, handler);
            }
            case TimedOut() -> {
                say(agent, "Idle for " + IDLE.toSeconds() + " seconds...");
                yield () -> loop(agent, handler);
            }
        };
    }

    private static TailCall<Message> obey(Message message, AgentState agent, TaskHandler handler) {
        return switch (message) {
            case GetState(var from) -> {
                from.send(agent);
                yield () -> loop(agent, handler);
            }
            case GetStatus(var from) -> {
                from.send(agent.status());
                yield () -> loop(agent, handler);
            }

            case Remember(var key, var value) -> () -> loop(agent.remember(key, value), handler);
            case Recall(var key, var from) -> {
                Object value = agent.memory().get(key);
                from.send(value == null ? new Missing(key) : new Found(key, value));
                yield () -> loop(agent, handler);
            }
            case Forget(var key) -> () -> loop(agent.forget(key), handler);
            case ForgetAll() -> () -> loop(agent.forgetAll(), handler);

            case ReceiveTask(var task) -> () -> loop(agent.receive(task), handler);
            case InboxCount(var from) -> {
                from.send(new Count(agent.inbox().size()));
                yield () -> loop(agent, handler);
            }
            case PeekTask(var from) -> {
                Optional<Peeked> next = agent.inbox().first().map(NextTask::new);
                from.send(next.orElseGet(EmptyInbox::new));
                yield () -> loop(agent, handler);
            }

            case ProcessNext(var from) -> {
                if (agent.inbox().isEmpty()) {
                    from.send(new EmptyInbox());
                    yield () -> loop(agent, handler);
                }
                Task task = agent.inbox().first().orElseThrow();
                say(agent, "Processing: " + task);
                from.send(new Processed(task, attempt(task, agent.busy(), handler)));
                yield () -> loop(agent.done(), handler);
            }
            case ProcessAll(var from) -> {
                var tasks = new ArrayList<Processed>();
                AgentState left = agent;
                while (!left.inbox().isEmpty()) {
                    Task task = left.inbox().first().orElseThrow();
                    tasks.add(new Processed(task, attempt(task, left.busy(), handler)));
                    left = left.done();
                }
                from.send(new AllProcessed(tasks));
                AgentState idle = left;
                yield () -> loop(idle, handler);
            }

            case Stop() -> {
                say(agent, "Shutting down");
                println("  - Processed: " + agent.processed() + " tasks");
                println("  - Remaining in inbox: " + agent.inbox().size());
                yield stop();
            }
        };
    }

    private static Result attempt(Task task, AgentState agent, TaskHandler handler) {
        try {
            Result result = handler.handle(agent, task);
            return Objects.requireNonNull(result, "the task handler returned null");
        } catch (Exception | AssertionError | StackOverflowError | LinkageError thrown) {
            LOG.log(Level.ERROR, "[" + agent.name() + "] Failed: " + task, thrown);
            return new Failed(thrown.toString());
        }
    }

    private static void say(AgentState agent, String line) {
        println("[" + agent.name() + "] " + line);
    }

    private static void required(Object part, String what) {
        Objects.requireNonNull(part, () -> what + " must not be null");
    }

    /** Section 5 of the lesson. */
    static void main() {
        Pid<Message> agent = start("Research-Agent");

        agent.send(new Remember("topic", "Elixir Concurrency"));
        agent.send(new Remember("deadline", "end of week"));

        agent.send(new Recall("topic", self()));
        switch (receive(Recalled.class, answer -> answer.key().equals("topic"))) {
            case Found(_, var topic) -> println("Topic: " + topic);
            case Missing(var key) -> println("Nothing is known about the " + key);
        }

        agent.send(new ReceiveTask(new Task("search", Map.of("query", "OTP GenServer"))));
        agent.send(new ReceiveTask(new Task("summarize", Map.of("content", "Long article..."))));
        agent.send(new ReceiveTask(new Task("store", Map.of("key", "result", "value", "data"))));

        agent.send(new InboxCount(self()));
        println("Tasks in inbox: " + receive(Count.class).tasks());

        agent.send(new ProcessNext(self()));
        switch (receive(Step.class)) {
            case Processed(var task, var result) -> {
                println("Processed task: " + task.action());
                println("Result: " + result);
            }
            case EmptyInbox() -> println("Nothing to process");
        }

        agent.send(new ProcessAll(self()));
        List<Processed> rest = receive(AllProcessed.class).tasks();
        println("Processed " + rest.size() + " tasks");
        for (var each : rest) {
            println("  - " + each.task().action() + ": " + each.result());
        }

        agent.send(new GetState(self()));
        AgentState state = receive(AgentState.class);
        println("Final agent state:");
        println("  Name: " + state.name());
        println("  Status: " + state.status());
        println("  Memory: " + state.memory());
        println("  Processed: " + state.processed());

        agent.send(new Stop());
        // A program is over with its main, whatever its processes still have to say. This call is
        // never answered: it waits for the agent to end.
        call(agent, GetStatus::new);
    }
}
