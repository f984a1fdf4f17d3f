package session08.agent;

import static java.lang.IO.println;

import session08.agent.Result.Failed;
import session08.agent.Result.Ok;
import session08.agent.Result.UnknownTask;

import java.util.Map;
import java.util.regex.Pattern;

/** The tasks of the lesson. They only pretend: what they do is print a line. */
public final class StandardTasks {

    /** What a reader calls one character, be it one {@code char} or, as with a flag, four. */
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    /**
     * What a store task answers.
     *
     * @param key the task's param {@code key}
     * @param value the task's param {@code value}
     */
    public record Stored(Object key, Object value) {}

    private StandardTasks() {}

    /**
     * The {@link TaskHandler} of an agent that is started without one.
     *
     * <ul>
     *   <li>{@code search} for the param {@code query}, or for "unknown"
     *   <li>{@code summarize} the text of the param {@code content}, or the empty text
     *   <li>{@code store} the param {@code value} under the param {@code key}; fails without them
     *   <li>whatever else is an {@link UnknownTask}
     * </ul>
     */
    public static Result handle(AgentState agent, Task task) {
        Map<String, Object> params = task.params();
        String me = "[" + agent.name() + "] ";
        return switch (task.action()) {
            case "search" -> {
                Object query = params.getOrDefault("query", "unknown");
                println(me + "Searching for: " + query);
                yield new Ok("Results for: " + query);
            }
            case "summarize" -> {
                String content = params.getOrDefault("content", "").toString();
                println(me + "Summarizing content...");
                long length = CHARACTER.matcher(content).results().count();
                yield new Ok("Summary of " + length + " chars");
            }
            case "store" -> {
                if (!params.containsKey("key") || !params.containsKey("value")) {
                    yield new Failed("a store task needs the params key and value: " + task);
                }
                var stored = new Stored(params.get("key"), params.get("value"));
                println(me + "Storing " + stored.key());
                yield new Ok(stored);
            }
            default -> {
                println(me + "Unknown task type: " + task);
                yield new UnknownTask();
            }
        };
    }
}
