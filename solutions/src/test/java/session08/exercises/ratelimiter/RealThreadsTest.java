package session08.exercises.ratelimiter;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.after;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.exercises.ratelimiter.RateLimiter.Answer;
import session08.exercises.ratelimiter.RateLimiter.Message;
import session08.exercises.ratelimiter.RateLimiter.Ok;
import session08.process.Pid;
import session08.process.Received;

/** Not simulated: the clients run at the same time, and the window is too long to end. */
class RealThreadsTest {

    private record Asked(Answer answer) {}

    @Test
    void many_clients_at_once_get_the_limit_and_no_more() {
        Pid<Message> limiter = RateLimiter.start(3, ofHours(1));
        Pid<Object> test = self();
        for (int client = 0; client < 50; client++) {
            spawn(() -> test.send(new Asked(RateLimiter.request(limiter))));
        }

        int ok = 0;
        for (int client = 0; client < 50; client++) {
            var asked = receive(Asked.class, after(ofSeconds(10)));
            assertThat(asked).as("answer %d of 50", client + 1).isInstanceOf(Received.class);
            if (asked instanceof Received(Asked(Ok()))) {
                ok++;
            }
        }
        assertThat(ok).as("50 clients asked at once, the limit is 3").isEqualTo(3);
        assertThat(RateLimiter.count(limiter)).as("the count").isEqualTo(3);
    }
}
