package session08.exercises.ratelimiter;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.sleep;

import static java.time.Duration.ofNanos;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import session08.exercises.ratelimiter.RateLimiter.Answer;
import session08.exercises.ratelimiter.RateLimiter.Message;
import session08.exercises.ratelimiter.RateLimiter.Ok;
import session08.exercises.ratelimiter.RateLimiter.RateLimited;
import session08.process.Pid;
import session08.testkit.Simulated;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds whenever the operations come. */
@Simulated
class RateLimiterPropertyTest {

    /** Short, so that random pauses often end on a boundary. */
    private static final Duration WINDOW = ofNanos(10);

    @Property(tries = 200)
    @Tag("task:5")
    void each_window_allows_the_limit_and_never_more(
            @ForAll @IntRange(min = 1, max = 4) int limit,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 25) Integer> pauses) {
        Pid<Message> limiter = RateLimiter.start(limit, WINDOW);
        Map<Long, Integer> allowed = new HashMap<>();

        for (int pause : pauses) {
            sleep(ofNanos(pause));
            long window = monotonicTime().dividedBy(WINDOW);
            int before = allowed.getOrDefault(window, 0);

            Answer answer = RateLimiter.request(limiter);

            assertThat(answer)
                    .as(
                            "Task 5 in exercises/rate-limiter/README.md: %d ns after the start, in"
                                    + " window %d of %d ns each; it allows %d and has allowed %d",
                            monotonicTime().toNanos(), window, WINDOW.toNanos(), limit, before)
                    .isEqualTo(before < limit ? new Ok() : new RateLimited());
            allowed.merge(window, answer instanceof Ok ? 1 : 0, Integer::sum);
        }
    }
}
