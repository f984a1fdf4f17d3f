package session08.exercises.ratelimiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import static session08.process.Processes.after;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

import session08.exercises.ratelimiter.RateLimiter.Answer;
import session08.exercises.ratelimiter.RateLimiter.Count;
import session08.exercises.ratelimiter.RateLimiter.GetCount;
import session08.exercises.ratelimiter.RateLimiter.Message;
import session08.exercises.ratelimiter.RateLimiter.Ok;
import session08.exercises.ratelimiter.RateLimiter.RateLimited;
import session08.exercises.ratelimiter.RateLimiter.Request;
import session08.process.Pid;
import session08.process.Received;
import session08.testkit.Coaching;
import session08.testkit.Simulated;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Time is simulated: sleeping takes none, and the clock stands still while anyone has work. */
@Simulated
@TestMethodOrder(OrderAnnotation.class)
class RateLimiterTest {

    private static final Answer OK = new Ok();
    private static final Answer RATE_LIMITED = new RateLimited();
    private static final Duration ONE_NANO = ofNanos(1);

    /** The task of the running test, for the helpers that tests of several tasks share. */
    private int task;

    @BeforeEach
    void look_up_the_task(TestInfo test) {
        task = Integer.parseInt(test.getTags().iterator().next().substring("task:".length()));
    }

    // ---- Task 1: a process that answers -----------------------------------------------------

    @Test
    @Tag("task:1")
    @Order(101)
    void the_first_operation_is_ok() {
        Pid<Message> limiter = RateLimiter.start(3);

        assertThat(request(limiter))
                .as(task(1, "a limiter that allows 3 operations was asked for the first time"))
                .isEqualTo(OK);
    }

    @Test
    @Tag("task:1")
    @Order(102)
    void the_limiter_answers_more_than_once() {
        Pid<Message> limiter = RateLimiter.start(3);

        for (int operation = 1; operation <= 3; operation++) {
            assertThat(request(limiter))
                    .as(
                            task(
                                    1,
                                    "operation %d of the 3 that are allowed. A static field is"
                                        + " shared by all limiters, also those of the tests before:"
                                        + " is there one?",
                                    operation))
                    .isEqualTo(OK);
        }
    }

    @Test
    @Tag("task:1")
    @Order(103)
    void the_answer_goes_to_the_address_in_the_request() {
        Pid<Message> limiter = RateLimiter.start(3);

        send(limiter, new Request(self()));

        assertThat(receive(Answer.class, after(ofSeconds(1))))
                .as(
                        task(
                                1,
                                "this test sent Request(self()) by hand and waited for a second:"
                                    + " the process must send its answer to the pid in the message."
                                    + " The limiter's mailbox now holds %s",
                                messages(limiter)))
                .isEqualTo(new Received<>(OK));
    }

    @Test
    @Tag("task:1")
    @Order(104)
    void a_request_is_answered_once() {
        Pid<Message> limiter = RateLimiter.start(3);

        assertAnsweredOnce(limiter, new Request(self()), OK);
    }

    @Test
    @Tag("task:1")
    @Order(105)
    void a_limiter_that_has_ended_is_reported_at_once() {
        Pid<Message> ended = spawn("ended", () -> stop());

        assertNoAnswer("request", () -> RateLimiter.request(ended));
        assertThat(monotonicTime())
                .as(
                        task(
                                1,
                                "nobody is there to answer, and a call knows that at once: the time"
                                        + " that request() has waited should be zero"))
                .isEqualTo(ZERO);
    }

    @Test
    @Tag("task:1")
    @Order(106)
    void a_limiter_that_does_not_answer_is_reported() {
        Pid<Message> busy =
                spawn(
                        "busy",
                        () -> {
                            sleep(ofDays(1));
                            return stop();
                        });

        assertNoAnswer("request", () -> RateLimiter.request(busy));
    }

    // ---- Task 2: the limit ------------------------------------------------------------------

    @Test
    @Tag("task:2")
    @Order(201)
    void the_operation_after_the_last_allowed_one_is_rate_limited() {
        Pid<Message> limiter = RateLimiter.start(3);
        useUp(limiter, 3);

        assertThat(request(limiter))
                .as(
                        task(
                                2,
                                "3 operations are allowed, 3 were Ok, this is the fourth. A loop"
                                    + " knows only what it is given: does the call after an Ok pass"
                                    + " on a count that is one higher?"))
                .isEqualTo(RATE_LIMITED);
    }

    @Test
    @Tag("task:2")
    @Order(202)
    void a_limit_of_one_allows_one() {
        Pid<Message> limiter = RateLimiter.start(1);

        assertThat(request(limiter)).as(task(2, "limit 1, the first operation")).isEqualTo(OK);
        assertThat(request(limiter))
                .as(task(2, "limit 1, the second operation"))
                .isEqualTo(RATE_LIMITED);
    }

    @Test
    @Tag("task:2")
    @Order(203)
    void a_refusal_does_not_make_room() {
        Pid<Message> limiter = RateLimiter.start(2);
        useUp(limiter, 2);

        for (int refused = 1; refused <= 5; refused++) {
            assertThat(request(limiter))
                    .as(task(2, "the limit of 2 is used up, this is refusal number %d", refused))
                    .isEqualTo(RATE_LIMITED);
        }
    }

    @Test
    @Tag("task:2")
    @Order(204)
    void a_refusal_is_answered_once() {
        Pid<Message> limiter = RateLimiter.start(2);
        useUp(limiter, 2);

        assertAnsweredOnce(limiter, new Request(self()), RATE_LIMITED);
    }

    @Test
    @Tag("task:2")
    @Order(205)
    void each_limiter_counts_for_itself() {
        Pid<Message> alice = RateLimiter.start(1);
        Pid<Message> bob = RateLimiter.start(1);
        useUp(alice, 1);

        assertThat(request(bob))
                .as(
                        task(
                                2,
                                "only the other limiter is used up: a count belongs in an argument"
                                        + " of the loop, not in a static field, which all share"))
                .isEqualTo(OK);
    }

    @Test
    @Tag("task:2")
    @Order(206)
    void all_who_ask_share_one_limit() {
        Pid<Message> limiter = RateLimiter.start(10);
        Pid<Object> test = self();
        for (int client = 0; client < 8; client++) {
            spawn(
                    () -> {
                        send(limiter, new Request(test));
                        send(limiter, new Request(test));
                    });
        }

        sleep(ofMillis(1));
        assertThat(messages()).as(task(2, "8 clients asked twice each: all answers")).hasSize(16);
        assertThat(messages().stream().filter(OK::equals).count())
                .as(task(2, "8 clients asked twice each, the limit is 10: how many were Ok"))
                .isEqualTo(10);
    }

    // ---- Task 3: the count ------------------------------------------------------------------

    @Test
    @Tag("task:3")
    @Order(301)
    void a_new_limiter_has_counted_nothing() {
        Pid<Message> limiter = RateLimiter.start(3);

        assertThat(count(limiter)).as(task(3, "nobody has asked yet")).isZero();
    }

    @Test
    @Tag("task:3")
    @Order(302)
    void an_operation_that_is_ok_counts() {
        Pid<Message> limiter = RateLimiter.start(3);
        useUp(limiter, 2);

        assertThat(count(limiter)).as(task(3, "2 operations were Ok")).isEqualTo(2);
    }

    @Test
    @Tag("task:3")
    @Order(303)
    void a_refused_operation_does_not_count() {
        Pid<Message> limiter = RateLimiter.start(3);
        useUp(limiter, 3);
        request(limiter);
        request(limiter);

        assertThat(count(limiter))
                .as(task(3, "3 operations were Ok and 2 refused; only what was Ok counts"))
                .isEqualTo(3);
    }

    @Test
    @Tag("task:3")
    @Order(304)
    void looking_at_the_count_is_no_operation() {
        Pid<Message> limiter = RateLimiter.start(1);
        count(limiter);
        count(limiter);

        assertThat(count(limiter))
                .as(
                        task(
                                3,
                                "nobody asked but for the count, and a look at the count is no"
                                        + " operation"))
                .isZero();
        assertThat(request(limiter))
                .as(task(3, "the first operation, after three looks at the count"))
                .isEqualTo(OK);
    }

    @Test
    @Tag("task:3")
    @Order(305)
    void the_count_goes_to_the_address_in_the_message() {
        Pid<Message> limiter = RateLimiter.start(3);
        useUp(limiter, 1);

        send(limiter, new GetCount(self()));

        assertThat(receive(Count.class, after(ofSeconds(1))))
                .as(
                        task(
                                3,
                                "this test sent GetCount(self()) by hand and waited for a second:"
                                        + " the process must send the count to the pid in the"
                                        + " message. The limiter's mailbox now holds %s",
                                messages(limiter)))
                .isEqualTo(new Received<>(new Count(1)));
    }

    @Test
    @Tag("task:3")
    @Order(306)
    void who_asks_for_the_count_is_answered_once() {
        Pid<Message> limiter = RateLimiter.start(3);
        useUp(limiter, 2);

        assertAnsweredOnce(limiter, new GetCount(self()), new Count(2));
    }

    @Test
    @Tag("task:3")
    @Order(307)
    void nobody_is_there_to_tell_the_count() {
        Pid<Message> ended = spawn("ended", () -> stop());

        assertNoAnswer("count", () -> RateLimiter.count(ended));
    }

    @Test
    @Tag("task:3")
    @Order(308)
    void a_limiter_that_does_not_tell_the_count_is_reported() {
        Pid<Message> busy =
                spawn(
                        "busy",
                        () -> {
                            sleep(ofDays(1));
                            return stop();
                        });

        assertNoAnswer("count", () -> RateLimiter.count(busy));
    }

    // ---- Task 4: a new window ---------------------------------------------------------------

    @Test
    @Tag("task:4")
    @Order(401)
    void the_next_second_allows_operations_again() {
        Pid<Message> limiter = RateLimiter.start(2);
        useUp(limiter, 2);
        sleep(ofMillis(1500));

        assertThat(request(limiter))
                .as(
                        task(
                                4,
                                "the limit was used up in the first second, and half of the next"
                                    + " has passed. Time here is simulated: only monotonicTime(),"
                                    + " sendAfter, and receive with after or until see it pass"))
                .isEqualTo(OK);
    }

    @Test
    @Tag("task:4")
    @Order(402)
    void the_next_second_has_the_same_limit() {
        Pid<Message> limiter = RateLimiter.start(2);
        useUp(limiter, 2);
        sleep(ofMillis(1500));
        useUp(limiter, 2);

        assertThat(request(limiter))
                .as(task(4, "2 a second are allowed, and the second one has had its 2"))
                .isEqualTo(RATE_LIMITED);
    }

    @Test
    @Tag("task:4")
    @Order(403)
    void every_window_starts_from_zero() {
        Pid<Message> limiter = RateLimiter.start(3);
        sleep(ofMillis(500));

        // More than a window apart, and never on a boundary: whose windows are moved by messages
        // has begun a new one, too. That they must not be moved is task 5.
        for (int visit = 0; visit < 5; visit++) {
            int millis = 500 + visit * 1200;
            assertThat(count(limiter))
                    .as(task(4, "%d ms after the start, in a new second: the count", millis))
                    .isZero();
            useUp(limiter, 3);
            assertThat(request(limiter))
                    .as(task(4, "%d ms after the start, the second has had its 3", millis))
                    .isEqualTo(RATE_LIMITED);
            sleep(ofMillis(1200));
        }
    }

    @Test
    @Tag("task:4")
    @Order(404)
    void what_was_refused_costs_nothing_later() {
        Pid<Message> limiter = RateLimiter.start(2);
        useUp(limiter, 2);
        for (int refused = 0; refused < 10; refused++) {
            request(limiter);
        }
        sleep(ofMillis(1500));

        assertThat(count(limiter))
                .as(task(4, "10 operations were refused in the window before: the count"))
                .isZero();
        useUp(limiter, 2);
    }

    @Test
    @Tag("task:4")
    @Order(405)
    void what_was_not_used_is_not_saved_up() {
        Pid<Message> limiter = RateLimiter.start(2);
        sleep(ofMillis(10_500));
        useUp(limiter, 2);

        assertThat(request(limiter))
                .as(
                        task(
                                4,
                                "10 seconds went by unused, but each second has its own limit of 2,"
                                        + " and what is left over is forgotten"))
                .isEqualTo(RATE_LIMITED);
    }

    @Test
    @Tag("task:4")
    @Order(406)
    void a_window_may_have_any_length() {
        Pid<Message> early = RateLimiter.start(1, ofHours(1));
        Pid<Message> late = RateLimiter.start(1, ofHours(1));
        useUp(early, 1);
        useUp(late, 1);

        sleep(ofMinutes(59));
        assertThat(request(early))
                .as(task(4, "one an hour is allowed, and 59 minutes after it came another"))
                .isEqualTo(RATE_LIMITED);
        sleep(ofMinutes(2));
        assertThat(request(late))
                .as(task(4, "one an hour is allowed, and 61 minutes after it came another"))
                .isEqualTo(OK);
    }

    // ---- Task 5: windows that nobody moves --------------------------------------------------

    @Test
    @Tag("task:5")
    @Order(501)
    void a_stream_of_requests_does_not_hold_back_the_next_window() {
        Pid<Message> limiter = RateLimiter.start(1);
        useUp(limiter, 1);
        for (int tenth = 1; tenth <= 9; tenth++) {
            sleep(ofMillis(100));
            assertThat(request(limiter))
                    .as(task(5, "still the first second, after %d00 ms", tenth))
                    .isEqualTo(RATE_LIMITED);
        }
        sleep(ofMillis(150));

        assertThat(request(limiter))
                .as(
                        task(
                                5,
                                "many asked in the first second, and now it is 1050 ms after the"
                                    + " start, in the second one. Has a message moved the window?"
                                    + " after(window) waits for a whole window again after each"
                                    + " message, and so does an end that is worked out from now"))
                .isEqualTo(OK);
    }

    @Test
    @Tag("task:5")
    @Order(502)
    void looking_at_the_count_does_not_hold_back_the_next_window() {
        Pid<Message> limiter = RateLimiter.start(1);
        useUp(limiter, 1);
        sleep(ofMillis(600));
        count(limiter);
        sleep(ofMillis(600));

        assertThat(count(limiter))
                .as(
                        task(
                                5,
                                "someone looked at 600 ms, and now it is 1200 ms after the start,"
                                    + " in a new window, in which nobody has asked. Has the look"
                                    + " moved the window? The count"))
                .isZero();
    }

    @Test
    @Tag("task:5")
    @Order(503)
    void the_last_nanosecond_belongs_to_the_old_window() {
        Pid<Message> limiter = RateLimiter.start(1);
        useUp(limiter, 1);
        sleep(ofSeconds(1).minus(ONE_NANO));

        assertThat(request(limiter))
                .as(task(5, "1 ns before the end of the first window, which is used up"))
                .isEqualTo(RATE_LIMITED);
    }

    @Test
    @Tag("task:5")
    @Order(504)
    void what_comes_at_the_boundary_belongs_to_the_new_window() {
        Pid<Message> limiter = RateLimiter.start(1);
        useUp(limiter, 1);

        for (int second = 1; second <= 20; second++) {
            sleep(ofSeconds(1));
            assertThat(request(limiter))
                    .as(
                            task(
                                    5,
                                    "exactly %d s after the start, where a new window begins. Who"
                                            + " waits until(..) the end can still receive a message"
                                            + " that came at the end: compare the time",
                                    second))
                    .isEqualTo(OK);
        }
    }

    @Test
    @Tag("task:5")
    @Order(505)
    void windows_are_counted_from_the_start_not_from_the_first_operation() {
        Pid<Message> limiter = RateLimiter.start(1);
        sleep(ofMillis(900));
        useUp(limiter, 1);
        sleep(ofMillis(100));

        assertThat(request(limiter))
                .as(
                        task(
                                5,
                                "the limit was used up at 900 ms; now it is 1000 ms after the"
                                        + " start, where the second window begins"))
                .isEqualTo(OK);
    }

    @Test
    @Tag("task:5")
    @Order(506)
    void windows_are_counted_from_the_start_not_from_the_zero_of_the_clock() {
        sleep(ofMillis(300));
        Pid<Message> limiter = RateLimiter.start(1);
        useUp(limiter, 1);

        sleep(ofMillis(800));
        assertThat(request(limiter))
                .as(
                        task(
                                5,
                                "800 ms after the start, though the clock has gone from 300 to 1100"
                                        + " ms: still the first window"))
                .isEqualTo(RATE_LIMITED);
        sleep(ofMillis(200));
        assertThat(request(limiter))
                .as(task(5, "1000 ms after the start: the second window"))
                .isEqualTo(OK);
    }

    @Test
    @Tag("task:5")
    @Order(507)
    void a_quiet_time_does_not_move_the_windows() {
        Pid<Message> limiter = RateLimiter.start(1);
        sleep(ofMillis(3700));
        useUp(limiter, 1);

        sleep(ofMillis(300).minus(ONE_NANO));
        assertThat(request(limiter))
                .as(task(5, "used up at 3700 ms, and 1 ns is left of the fourth window"))
                .isEqualTo(RATE_LIMITED);
        sleep(ONE_NANO);
        assertThat(request(limiter))
                .as(
                        task(
                                5,
                                "used up at 3700 ms, and at 4000 ms the fifth window begins: a new"
                                    + " end is the old one plus whole windows, not now plus one"))
                .isEqualTo(OK);
    }

    // ---- Task 6: nonsense is refused --------------------------------------------------------

    @Test
    @Tag("task:6")
    @Order(601)
    void a_limit_of_zero_is_refused() {
        assertRefused(0, ofSeconds(1), "limit", "0");
    }

    @Test
    @Tag("task:6")
    @Order(602)
    void a_negative_limit_is_refused() {
        assertRefused(-5, ofSeconds(1), "limit", "-5");
    }

    @Test
    @Tag("task:6")
    @Order(603)
    void a_window_of_no_time_is_refused() {
        assertRefused(3, ZERO, "window", "PT0S");
    }

    @Test
    @Tag("task:6")
    @Order(604)
    void a_negative_window_is_refused() {
        assertRefused(3, ofSeconds(-1), "window", "PT-1S");
    }

    // -----------------------------------------------------------------------------------------

    /** What a red test says first: what it looked at, and where to read. */
    private static String task(int task, String what, Object... values) {
        return "Task %d in exercises/rate-limiter/README.md: %s"
                .formatted(task, what.formatted(values));
    }

    /** The client method, which has to be answered here. */
    private Answer request(Pid<Message> limiter) {
        return answered("request", limiter, RateLimiter::request);
    }

    /** The client method, which has to be answered here. */
    private int count(Pid<Message> limiter) {
        return answered("count", limiter, RateLimiter::count);
    }

    private <T> T answered(String method, Pid<Message> limiter, Function<Pid<Message>, T> client) {
        try {
            return client.apply(limiter);
        } catch (IllegalStateException noAnswer) {
            throw new AssertionError(
                    task(task, "%s() got no answer: %s", method, whyNoAnswer(limiter)));
        } catch (AssertionError hang) {
            throw new AssertionError(
                    task(task, "%s() got no answer: %s", method, hang.getMessage()));
        }
    }

    private static String whyNoAnswer(Pid<Message> limiter) {
        return Coaching.whyNoAnswer(
                limiter,
                "limiter",
                Message.class,
                "question",
                "does each case of its switch send an answer?");
    }

    /** A call drops what comes after the first answer, so this asks by hand. */
    private void assertAnsweredOnce(Pid<Message> limiter, Message question, Object answer) {
        send(limiter, question);
        sleep(ofSeconds(1));

        assertThat(messages())
                .as(task(task, "%s", Coaching.oneAnswer(question)))
                .isEqualTo(List.of(answer));
    }

    private void useUp(Pid<Message> limiter, int limit) {
        for (int operation = 1; operation <= limit; operation++) {
            assertThat(request(limiter))
                    .as(task(task, "operation %d of the %d that are allowed", operation, limit))
                    .isEqualTo(OK);
        }
    }

    private void assertNoAnswer(String method, Runnable client) {
        try {
            client.run();
        } catch (IllegalStateException expected) {
            return;
        } catch (AssertionError hang) {
            fail(
                    task(
                            task,
                            "nobody will answer, and %s() waits for ever. A call hears that the"
                                    + " process has ended, and knows when to give up; a receive"
                                    + " does neither.\n%s",
                            method,
                            hang.getMessage()));
        }
        fail(
                task(
                        task,
                        "nobody answered, but %s() returned as if someone had: it must throw an"
                            + " IllegalStateException when its call times out, and when there is no"
                            + " process",
                        method));
    }

    private static void assertRefused(int limit, Duration window, String parameter, String value) {
        try {
            RateLimiter.start(limit, window);
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal)
                    .as(
                            task(
                                    6,
                                    "the message must help whoever made the mistake: name the"
                                        + " parameter and the value it had, and say what to pass"))
                    .hasMessageContainingAll(parameter, value);
            return;
        }
        fail(
                task(
                        6,
                        "start(%d, %s) was accepted: throw an IllegalArgumentException before the"
                                + " process is spawned",
                        limit,
                        window));
    }
}
