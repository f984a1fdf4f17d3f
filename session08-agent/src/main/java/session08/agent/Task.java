package session08.agent;

import java.util.Map;
import java.util.Objects;

/**
 * Something for an agent to do.
 *
 * <pre>{@code
 * new Task("search", Map.of("query", "virtual threads"))
 * }</pre>
 *
 * <p>The params are copied and keep their order; maps, lists and sets among their values are copied
 * too. Other values must be immutable, like everything that is sent.
 *
 * @param action what to do; which actions there are is up to the {@link TaskHandler}
 * @param params what the action needs to know; no null in it
 */
public record Task(String action, Map<String, Object> params) {

    /**
     * Copies the params.
     *
     * @throws NullPointerException if the action, the params, or a key or value in them is null
     */
    public Task {
        Objects.requireNonNull(action, "the action of a task must not be null");
        params = FrozenMap.of(params, "the params of a task");
    }

    /** A task that says all by its action. */
    public Task(String action) {
        this(action, Map.of());
    }
}
