package session08.grader;

import java.util.List;

/** A result of every status, and one whose every text attacks its reader. */
public final class Examples {

    public static final Result FULL_MARKS =
            new Result(
                    "ann",
                    "a".repeat(64),
                    "rate-limiter",
                    Status.GRADED,
                    5,
                    5,
                    "bwrap",
                    "25.0.3",
                    "",
                    List.of(
                            passed("RateLimiterTest.the_first_operation_is_ok", 1, 2),
                            passed("RateLimiterTest.what_is_refused_does_not_count", 2, 3)));

    public static final Result HALF_RIGHT =
            new Result(
                    "ann",
                    "b".repeat(64),
                    "job-queue",
                    Status.GRADED,
                    1,
                    4,
                    "bwrap",
                    "25.0.3",
                    "",
                    List.of(
                            passed("JobQueueTest.a_printer_gets_a_job", 1, 1),
                            failed(
                                    "JobQueueTest.who_came_first_is_served_first",
                                    2,
                                    3,
                                    """
                                    Two printers waited, ann's before bob's (task 2).
                                    Expecting:
                                      <"bob">
                                    to be equal to:
                                      <"ann">\
                                    """)));

    public static final Result COMPILE_ERROR =
            new Result(
                    "bob",
                    "c".repeat(64),
                    "rate-limiter",
                    Status.COMPILE_ERROR,
                    0,
                    5,
                    "bwrap",
                    "25.0.3",
                    "RateLimiter.java:31: error: ';' expected\n"
                            + "    var count = 1\n"
                            + "                 ^",
                    unpassed("was not run"));

    public static final Result REJECTED =
            new Result(
                    "cleo",
                    "d".repeat(64),
                    "rate-limiter",
                    Status.REJECTED,
                    0,
                    5,
                    "bwrap",
                    "25.0.3",
                    "RateLimiter.java:12 uses Thread.sleep, which no process of this exercise may.",
                    unpassed(""));

    public static final Result TIMEOUT =
            new Result(
                    "dan",
                    "e".repeat(64),
                    "rate-limiter",
                    Status.TIMEOUT,
                    2,
                    5,
                    "none",
                    "25.0.3",
                    "",
                    List.of(
                            passed("RateLimiterTest.the_first_operation_is_ok", 1, 2),
                            failed(
                                    "RateLimiterTest.what_is_refused_does_not_count",
                                    2,
                                    3,
                                    "It did not end within 20 s. It was here:\n"
                                            + "    RateLimiter.loop(RateLimiter.java:40)")));

    public static final Result CRASHED =
            new Result(
                    "eve",
                    "f".repeat(64),
                    "rate-limiter",
                    Status.CRASHED,
                    0,
                    5,
                    "docker",
                    "25.0.3",
                    "The JVM was out of memory.",
                    unpassed("was not run: the JVM was out of memory"));

    public static final Result INFRA_ERROR =
            new Result(
                    "finn",
                    "",
                    "rate-limiter",
                    Status.INFRA_ERROR,
                    0,
                    5,
                    "bwrap",
                    "25.0.3",
                    "The disk is full.",
                    List.of());

    /** What it says would run, mark up, recolour, hide, turn round, link or end something. */
    public static final Result HOSTILE =
            new Result(
                    "=A1|`<b>\u202Enna",
                    "0".repeat(64),
                    "rate-limiter",
                    Status.GRADED,
                    2,
                    5,
                    "bwrap",
                    "25.0.3",
                    "=1+1;@SUM(A1)\u001B[2J\u001B]8;;http://evil.example\u0007click\u001B]8;;\u0007\r\n"
                        + "</pre><script>alert(1)</script> ]]> &amp; \uD800 \uFFFF \u0000 |",
                    List.of(
                            passed("RateLimiterTest.the_first_operation_is_ok", 1, 2),
                            failed(
                                    "RateLimiterTest.what_is_refused_does_not_count",
                                    2,
                                    3,
                                    "```\n</pre></details>\u0008\u202E <b>@everyone</b>\n"
                                            + "]]></failure><testcase name=\"forged\"/>\n"
                                            + "a\u200Bb\u2028c \"quoted\", 'too' 😀")));

    public static final List<Result> ALL =
            List.of(
                    FULL_MARKS,
                    HALF_RIGHT,
                    COMPILE_ERROR,
                    REJECTED,
                    TIMEOUT,
                    CRASHED,
                    INFRA_ERROR,
                    HOSTILE);

    /** Nobody has graded them. */
    public static final List<Expected> MISSING =
            List.of(new Expected("gil", "rate-limiter"), new Expected("bob", "job-queue"));

    private Examples() {}

    private static TestResult passed(String id, int task, int points) {
        return new TestResult(id, task, points, true, "");
    }

    private static TestResult failed(String id, int task, int points, String message) {
        return new TestResult(id, task, points, false, message);
    }

    private static List<TestResult> unpassed(String message) {
        return List.of(
                failed("RateLimiterTest.the_first_operation_is_ok", 1, 2, message),
                failed("RateLimiterTest.what_is_refused_does_not_count", 2, 3, message));
    }

    /** The same, of another submission. */
    public static Result of(String submission, Result result) {
        return new Result(
                submission,
                result.sha256(),
                result.exercise(),
                result.status(),
                result.score(),
                result.max(),
                result.isolation(),
                result.jdk(),
                result.message(),
                result.tests());
    }
}
