package session08.agent;

import java.util.Map;
import java.util.Objects;

/**
 * All that an agent is: the argument of its loop, and what it answers when asked for its state. It
 * never changes; each method makes the state that comes next.
 *
 * <p>Trade-off: remembering and forgetting copy the memory, so they take time in proportion to its
 * size. That is nothing for the hundreds of facts of an agent, and the wrong structure for a
 * million. The inbox, of which 100 000 tasks can be expected, is built for it: see {@link Inbox}.
 *
 * @param name what the agent calls itself in the lines it prints
 * @param status see there for who can ever see it busy
 * @param memory what it was told to remember, in the order of the keys' first mention
 * @param inbox the tasks that wait
 * @param processed how many tasks it has worked on, whatever became of them
 */
public record AgentState(
        String name, Status status, Map<String, Object> memory, Inbox inbox, int processed) {

    /**
     * Copies the memory, unless it is that of another state.
     *
     * @throws NullPointerException if anything is null
     */
    public AgentState {
        Objects.requireNonNull(name, "the name of an agent must not be null");
        Objects.requireNonNull(status, "the status of an agent must not be null");
        Objects.requireNonNull(inbox, "the inbox of an agent must not be null");
        memory = FrozenMap.of(memory, "the memory of an agent");
    }

    /** A new agent, that knows nothing and has nothing to do. */
    AgentState(String name) {
        this(name, Status.IDLE, Map.of(), Inbox.EMPTY, 0);
    }

    AgentState remember(String key, Object value) {
        return withMemory(frozen().plus(key, value));
    }

    AgentState forget(String key) {
        return withMemory(frozen().minus(key));
    }

    AgentState forgetAll() {
        return withMemory(Map.of());
    }

    AgentState receive(Task task) {
        return new AgentState(name, status, memory, inbox.plus(task), processed);
    }

    /** At work on the first task, which stays in the inbox until it is done. */
    AgentState busy() {
        return new AgentState(name, Status.BUSY, memory, inbox, processed);
    }

    /** Done with the first task. */
    AgentState done() {
        return new AgentState(name, Status.IDLE, memory, inbox.rest(), processed + 1);
    }

    private FrozenMap<String> frozen() {
        return FrozenMap.of(memory, "the memory of an agent");
    }

    private AgentState withMemory(Map<String, Object> next) {
        return new AgentState(name, status, next, inbox, processed);
    }
}
