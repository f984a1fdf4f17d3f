package session08.agent;

import java.util.Objects;

/**
 * What became of a task.
 *
 * <pre>{@code
 * switch (result) {
 *     case Ok(Object value) -> ...
 *     case UnknownTask() -> ...
 *     case Failed(String reason) -> ...
 * }
 * }</pre>
 */
public sealed interface Result {

    /**
     * It was done.
     *
     * @param value what came out of it, never null; must be immutable, but maps, lists and sets are
     *     copied
     */
    record Ok(Object value) implements Result {
        public Ok {
            value = FrozenMap.value(value, "the value of a result");
        }
    }

    /** The agent does not know the action. */
    record UnknownTask() implements Result {}

    /**
     * It could not be done, or the {@link TaskHandler} threw.
     *
     * @param reason for people to read; after an exception its {@code toString()}, without the
     *     stack trace, which is logged where it happened
     */
    record Failed(String reason) implements Result {
        public Failed {
            Objects.requireNonNull(reason, "the reason of a failure must not be null");
        }
    }
}
