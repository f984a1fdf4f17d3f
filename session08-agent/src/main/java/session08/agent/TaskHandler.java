package session08.agent;

/**
 * What an agent does with a task.
 *
 * <pre>{@code
 * Pid<Message> dancer = AgentClient.start("Dancer", (agent, task) -> switch (task.action()) {
 *     case "dance" -> new Ok(agent.name() + " dances");
 *     default -> StandardTasks.handle(agent, task);
 * });
 * }</pre>
 *
 * <p>Runs in the process of the agent, which receives nothing meanwhile. It may {@code send},
 * {@code call} others and {@code sleep}; it must not {@code receive}, since the mailbox it would
 * look into is the agent's.
 */
@FunctionalInterface
public interface TaskHandler {

    /**
     * Works on one task.
     *
     * @param agent the agent's state, {@link Status#BUSY} and with the task still first in its
     *     inbox
     * @return what became of the task; null counts as a failure
     * @throws Exception if the task fails; see {@link StatefulAgent} for what happens then
     */
    Result handle(AgentState agent, Task task) throws Exception;
}
