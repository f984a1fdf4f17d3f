package session08.agent;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import session08.agent.Result.Failed;
import session08.agent.Result.Ok;
import session08.agent.Result.UnknownTask;
import session08.agent.StatefulAgent.AllProcessed;
import session08.agent.StatefulAgent.Count;
import session08.agent.StatefulAgent.EmptyInbox;
import session08.agent.StatefulAgent.Found;
import session08.agent.StatefulAgent.Message;
import session08.agent.StatefulAgent.Missing;
import session08.agent.StatefulAgent.NextTask;
import session08.agent.StatefulAgent.Processed;
import session08.process.Answered;
import session08.process.Pid;
import session08.process.Reply;
import session08.testkit.Simulated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An agent answers as a map and a list would, whatever it is told and asked. */
@Simulated
class AgentModelTest {

    enum Kind {
        REMEMBER,
        RECALL,
        FORGET,
        FORGET_ALL,
        SEND_TASK,
        INBOX_COUNT,
        PEEK_TASK,
        PROCESS_NEXT,
        PROCESS_ALL,
        STATUS,
        STATE
    }

    /** The word is a key of the memory or the action of a task. */
    record Command(Kind kind, String word, int value) {}

    @Property(tries = 300)
    void an_agent_answers_as_a_map_and_a_list_would(@ForAll("commands") List<Command> commands) {
        try (var printed = new Printed()) {
            Pid<Message> agent = AgentClient.start("Ada", (_, task) -> handle(task));
            var model = new Model();
            for (Command command : commands) {
                Object expected = model.answer(command);
                Reply<?> reply = ask(agent, command);
                assertThat(reply)
                        .as("%s", command)
                        .isEqualTo(expected == null ? null : new Answered<>(expected));
            }
            AgentState last = (AgentState) ((Answered<?>) AgentClient.state(agent)).answer();
            assertThat(last).isEqualTo(model.state());
            assertThat(last.memory().keySet()).containsExactlyElementsOf(model.memory.keySet());
            assertThat(printed.logged()).hasSize(model.thrown);
        }
    }

    @Provide
    Arbitrary<List<Command>> commands() {
        // Tasks come more often than they go, or the inbox would hardly ever hold two.
        Arbitrary<Kind> kinds =
                Arbitraries.oneOf(Arbitraries.of(Kind.class), Arbitraries.just(Kind.SEND_TASK));
        return Combinators.combine(
                        kinds,
                        Arbitraries.of("done", "refused", "strange", "throws"),
                        Arbitraries.integers().between(0, 9))
                .as(Command::new)
                .list()
                .ofMaxSize(60);
    }

    private static Result handle(Task task) {
        return switch (task.action()) {
            case "done" -> new Ok(task.params());
            case "refused" -> new Failed("no");
            case "strange" -> new UnknownTask();
            default -> throw new IllegalStateException("as asked");
        };
    }

    /** Null where there is nothing to answer. */
    private static Reply<?> ask(Pid<Message> agent, Command command) {
        return switch (command) {
            case Command(var kind, var word, int value) ->
                    switch (kind) {
                        case REMEMBER -> {
                            AgentClient.remember(agent, word, value);
                            yield null;
                        }
                        case RECALL -> AgentClient.recall(agent, word);
                        case FORGET -> {
                            AgentClient.forget(agent, word);
                            yield null;
                        }
                        case FORGET_ALL -> {
                            AgentClient.forgetAll(agent);
                            yield null;
                        }
                        case SEND_TASK -> {
                            AgentClient.sendTask(agent, word, Map.of("value", value));
                            yield null;
                        }
                        case INBOX_COUNT -> AgentClient.inboxCount(agent);
                        case PEEK_TASK -> AgentClient.peekTask(agent);
                        case PROCESS_NEXT -> AgentClient.processNext(agent);
                        case PROCESS_ALL -> AgentClient.processAll(agent);
                        case STATUS -> AgentClient.status(agent);
                        case STATE -> AgentClient.state(agent);
                    };
        };
    }

    private static final class Model {
        final Map<String, Object> memory = new LinkedHashMap<>();
        final List<Task> inbox = new ArrayList<>();
        int processed;
        int thrown;

        Object answer(Command command) {
            String word = command.word();
            return switch (command.kind()) {
                case REMEMBER -> {
                    memory.put(word, command.value());
                    yield null;
                }
                case RECALL ->
                        memory.containsKey(word)
                                ? new Found(word, memory.get(word))
                                : new Missing(word);
                case FORGET -> {
                    memory.remove(word);
                    yield null;
                }
                case FORGET_ALL -> {
                    memory.clear();
                    yield null;
                }
                case SEND_TASK -> {
                    inbox.add(new Task(word, Map.of("value", command.value())));
                    yield null;
                }
                case INBOX_COUNT -> new Count(inbox.size());
                case PEEK_TASK ->
                        inbox.isEmpty() ? new EmptyInbox() : new NextTask(inbox.getFirst());
                case PROCESS_NEXT -> inbox.isEmpty() ? new EmptyInbox() : work();
                case PROCESS_ALL -> {
                    var all = new ArrayList<Processed>();
                    while (!inbox.isEmpty()) {
                        all.add(work());
                    }
                    yield new AllProcessed(all);
                }
                case STATUS -> Status.IDLE;
                case STATE -> state();
            };
        }

        private Processed work() {
            Task task = inbox.removeFirst();
            processed++;
            if (task.action().equals("throws")) {
                thrown++;
                return new Processed(task, new Failed("java.lang.IllegalStateException: as asked"));
            }
            return new Processed(task, handle(task));
        }

        AgentState state() {
            Inbox tasks = Inbox.EMPTY;
            for (Task task : inbox) {
                tasks = tasks.plus(task);
            }
            return new AgentState("Ada", Status.IDLE, memory, tasks, processed);
        }
    }
}
