/**
 * The agent of sections 5 and 6 of the lesson: a process with a name, a memory and an inbox of
 * tasks ({@link session08.agent.StatefulAgent}), and a client that hides its messages ({@link
 * session08.agent.AgentClient}).
 *
 * <p>What others see of an agent, {@link session08.agent.AgentState}, {@link
 * session08.agent.Inbox}, {@link session08.agent.Task} and {@link session08.agent.Result}, cannot
 * be changed. What an agent does with a task is a {@link session08.agent.TaskHandler}.
 *
 * <p>May use {@code session08.process} and the JDK, and nothing else: no thread, lock or clock of
 * its own. Nothing in {@code session08-core} may use this package.
 */
package session08.agent;
