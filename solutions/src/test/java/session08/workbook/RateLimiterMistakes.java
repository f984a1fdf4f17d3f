package session08.workbook;

import java.util.List;

/** What learners do wrong in the rate limiter. */
final class RateLimiterMistakes {

    private static final String TO_OK = "from.send(new Ok());\n";
    private static final String TO_COUNT = "from.send(new Count(used));\n";
    private static final String TO_REFUSED = "from.send(new RateLimited());\n";
    private static final String AFTER_OK = "yield () -> loop(rule, current, used + 1);";
    private static final String AFTER_REFUSAL =
            TO_REFUSED + " ".repeat(16) + "yield () -> loop(rule, current, used);";
    private static final String AFTER_COUNT =
            TO_COUNT + " ".repeat(16) + "yield () -> loop(rule, current, used);";
    private static final String STOP = "yield session08.process.Processes.stop();";
    private static final String ROOM = "when used < rule.limit()";
    private static final String CLOCK = "return monotonicTime().minus(started).dividedBy(window);";

    static final List<Mistake> ALL =
            List.of(
                    // ---- answers
                    new Mistake(
                            "forgot to answer an operation that is ok",
                            TO_OK,
                            "",
                            1,
                            "does each case of its switch send an answer?"),
                    new Mistake(
                            "forgot to answer an operation that is refused",
                            TO_REFUSED,
                            "",
                            2,
                            "does each case of its switch send an answer?"),
                    new Mistake(
                            "forgot to answer who asks for the count",
                            TO_COUNT,
                            "",
                            3,
                            "count() got no answer: the limiter lives and has received the"
                                    + " question"),
                    new Mistake(
                            "answered an operation that is ok twice",
                            TO_OK,
                            TO_OK + TO_OK,
                            1,
                            "a second one stays in the mailbox"),
                    new Mistake(
                            "answered an operation that is refused twice",
                            TO_REFUSED,
                            TO_REFUSED + TO_REFUSED,
                            2,
                            "a second one stays in the mailbox"),
                    new Mistake(
                            "answered an operation that is refused with Ok, too",
                            TO_REFUSED,
                            TO_REFUSED + TO_OK,
                            2,
                            "a second one stays in the mailbox"),
                    new Mistake(
                            "answered who asks for the count twice",
                            TO_COUNT,
                            TO_COUNT + TO_COUNT,
                            3,
                            "a second one stays in the mailbox"),
                    new Mistake(
                            "answers whoever runs it, not who asked",
                            TO_OK,
                            "session08.process.Processes.self().send(new Ok());\n",
                            1,
                            "sent nothing to the pid in it: does each case of its switch send an"
                                    + " answer? Its mailbox holds [Ok[]]"),
                    new Mistake(
                            "took no answer for a refusal",
                            "case Answered(var answer) -> answer;\n"
                                    + " ".repeat(12)
                                    + "case TimedOut() -> throw new"
                                    + " IllegalStateException(limiter + \" does not answer\");\n"
                                    + " ".repeat(12)
                                    + "case NoProcess() -> throw new"
                                    + " IllegalStateException(limiter + \" has ended\");",
                            "case Answered(var answer) -> answer;\n"
                                    + "case TimedOut() -> new RateLimited();\n"
                                    + "case NoProcess() -> new RateLimited();",
                            1,
                            "request() returned as if someone had"),
                    new Mistake(
                            "waits for the answer with a receive, for ever",
                            "return switch (call(limiter, Request::new)) {",
                            "session08.process.Processes.send(limiter, new"
                                    + " Request(session08.process.Processes.self()));\n"
                                    + "session08.process.Reply<Answer> reply ="
                                    + " new Answered<>(receive(Answer.class));\n"
                                    + "return switch (reply) {",
                            1,
                            "request() waits for ever"),
                    // ---- the loop
                    new Mistake(
                            "forgot to loop",
                            AFTER_OK,
                            STOP,
                            1,
                            "does each case return the next call"),
                    new Mistake(
                            "returned null instead of the next call",
                            AFTER_OK,
                            "yield null;",
                            1,
                            "does each case return the next call"),
                    new Mistake(
                            "ends when the limit is reached",
                            AFTER_REFUSAL,
                            TO_REFUSED + STOP,
                            2,
                            "does each case return the next call"),
                    new Mistake(
                            "blocked for ever on a second receive",
                            AFTER_OK,
                            "receive(GetCount.class); " + AFTER_OK,
                            1,
                            "has not received the question"),
                    // ---- the count
                    new Mistake(
                            "kept no state",
                            AFTER_OK,
                            "yield () -> loop(rule, current, used);",
                            2,
                            "does the call after an Ok pass on a count that is one higher?"),
                    new Mistake(
                            "kept the state in a static field",
                            "int used = current == window ? count : 0;",
                            """
                            class Shared {
                                static long window;
                                static int count;
                            }
                            if (Shared.window != current) {
                                Shared.count = 0;
                            }
                            Shared.window = current;
                            int used = message instanceof Request && Shared.count < rule.limit()
                                    ? Shared.count++
                                    : Shared.count;
                            """,
                            1,
                            "A static field is shared by all limiters"),
                    new Mistake(
                            "allows one too many",
                            ROOM,
                            "when used <= rule.limit()",
                            2,
                            "3 were Ok, this is the fourth"),
                    new Mistake(
                            "allows one too few",
                            ROOM,
                            "when used < rule.limit() - 1",
                            1,
                            "operation 3 of the 3 that are allowed"),
                    new Mistake(
                            "counts what is refused",
                            AFTER_REFUSAL,
                            TO_REFUSED + AFTER_OK,
                            3,
                            "only what was Ok counts"),
                    new Mistake(
                            "counts a look at the count",
                            AFTER_COUNT,
                            TO_COUNT + AFTER_OK,
                            3,
                            "a look at the count is no operation"),
                    new Mistake(
                            "tells the count of the window before",
                            "new Count(used)",
                            "new Count(count)",
                            4,
                            "in a new second: the count"),
                    // ---- windows
                    new Mistake(
                            "never begins a new window",
                            "current == window ? count : 0",
                            "count",
                            4,
                            "half of the next has passed"),
                    new Mistake(
                            "saves up what was not used",
                            "current == window ? count : 0",
                            "(int) (count - (current - window) * rule.limit())",
                            4,
                            "4100 ms after the start, in a new second: the count"),
                    new Mistake(
                            "every window is a second long",
                            CLOCK,
                            "return monotonicTime().minus(started).dividedBy(ofSeconds(1));",
                            4,
                            "one an hour is allowed, and 59 minutes after it came another"),
                    new Mistake(
                            "takes the time of the machine's clock",
                            CLOCK,
                            "return Duration.ofNanos(System.nanoTime()).dividedBy(window);",
                            4,
                            "only monotonicTime(), sendAfter, and receive with after or until see"
                                    + " it pass"),
                    new Mistake(
                            "the boundary belongs to the old window",
                            CLOCK,
                            "return monotonicTime().minus(started).minusNanos(1)"
                                    + ".dividedBy(window);",
                            5,
                            "where a new window begins"),
                    new Mistake(
                            "a window begins a nanosecond early",
                            CLOCK,
                            "return monotonicTime().minus(started).plusNanos(1)"
                                    + ".dividedBy(window);",
                            5,
                            "1 ns before the end of the first window"),
                    new Mistake(
                            "counts windows from the zero of the clock",
                            CLOCK,
                            "return monotonicTime().dividedBy(window);",
                            5,
                            "the clock has gone from 300 to 1100 ms"),
                    new Mistake(
                            "reset the window by any message",
                            "deadline",
                            "answer(rule, end, count, message);\n        };",
                            "answer(rule, monotonicTime().plus(rule.window()), count, message);\n"
                                    + "        };",
                            5,
                            "Has a message moved the window?"),
                    new Mistake(
                            "waits until the end and does not look at the clock",
                            "deadline",
                            "return monotonicTime().compareTo(end) >= 0;",
                            "return false;",
                            5,
                            "can still receive a message that came at the end"),
                    new Mistake(
                            "the next window begins with the first message after a quiet time",
                            "end-in-arguments",
                            "end.plus(rule.window().multipliedBy(windows))",
                            "monotonicTime().plus(rule.window())",
                            5,
                            "a new end is the old one plus whole windows, not now plus one"),
                    new Mistake(
                            "a quiet time is one window",
                            "end-in-arguments",
                            "end.plus(rule.window().multipliedBy(windows))",
                            "end.plus(rule.window())",
                            4,
                            "what is left over is forgotten"),
                    new Mistake(
                            "forgot to ask for the second new window",
                            "timer-message",
                            "ask(rule, end.plus(rule.window()), 0)",
                            "() -> loop(rule, 0)",
                            4,
                            "2900 ms after the start, in a new second: the count"),
                    // ---- nonsense
                    new Mistake(
                            "accepts a limit of zero",
                            "limit < 1",
                            "limit < 0",
                            6,
                            "start(0, PT1S) was accepted"),
                    new Mistake(
                            "accepts a window of no time",
                            "!window.isPositive()",
                            "window.isNegative()",
                            6,
                            "start(3, PT0S) was accepted"),
                    new Mistake(
                            "refuses without saying which value",
                            "\"the limit was %d: pass how many operations a window allows, at"
                                    + " least 1\"",
                            "\"the limit is too small%.0s\"",
                            6,
                            "name the parameter and the value it had"));

    private RateLimiterMistakes() {}
}
