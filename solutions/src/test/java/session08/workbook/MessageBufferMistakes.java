package session08.workbook;

import java.util.List;

/** What learners do wrong in the message buffer. */
final class MessageBufferMistakes {

    private static final String CALLBACK = "terms.callback().accept(batch);";
    private static final String AFTER_CALLBACK =
            CALLBACK + "\n" + " ".repeat(8) + "return () -> empty(terms);";
    private static final String ANSWER = "from.send(new Flushed(batch.size()));\n";
    private static final String CALLBACK_THEN_ANSWER =
            "TailCall<Message> next = handOver(terms, batch);\n" + " ".repeat(16) + ANSWER;
    private static final String NOTHING = "from.send(new Flushed(0));\n";
    private static final String FULL = "batch.size() == terms.size()";
    private static final String UNTIL = "until(deadline)";
    private static final String APPEND = "Stream.concat(batch.stream(), Stream.of(text))";
    private static final String AUTO_FLUSH_OF_NOTHING = "case AutoFlush() -> () -> empty(terms);";
    private static final String STOP = "session08.process.Processes.stop();";

    static final List<Mistake> ALL =
            List.of(
                    // ---- answers
                    new Mistake(
                            "forgot to answer a flush",
                            ANSWER,
                            "",
                            1,
                            "does it send Flushed in each of its loops?"),
                    new Mistake(
                            "forgot to answer a flush of nothing",
                            NOTHING,
                            "",
                            2,
                            "does it send Flushed in each of its loops?"),
                    new Mistake(
                            "answered a flush twice",
                            ANSWER,
                            ANSWER + ANSWER,
                            1,
                            "a second one stays in the mailbox"),
                    new Mistake(
                            "answered a flush of nothing twice",
                            NOTHING,
                            NOTHING + NOTHING,
                            2,
                            "a second one stays in the mailbox"),
                    new Mistake(
                            "answers before the callback has returned",
                            CALLBACK_THEN_ANSWER,
                            ANSWER + "TailCall<Message> next = handOver(terms, batch);\n",
                            1,
                            "The answer is sent when the callback has returned"),
                    new Mistake(
                            "answers zero always",
                            ANSWER,
                            "from.send(new Flushed(0));\n",
                            1,
                            "5 messages waited; flush() answered"),
                    new Mistake(
                            "took no answer for nothing flushed",
                            "throw new IllegalStateException(buffer + \" has ended\")",
                            "0",
                            1,
                            "flush() returned as if someone had"),
                    new Mistake(
                            "answers an AutoFlush",
                            "send(buffer, new AutoFlush());",
                            "send(buffer, new Flush(session08.process.Processes.self()));",
                            4,
                            "whoever sends an AutoFlush waits for nothing, so it has no answer"),
                    new Mistake(
                            "waits for the answer with a receive, for ever",
                            "return switch (call(buffer, Flush::new)) {",
                            "send(buffer, new Flush(session08.process.Processes.self()));\n"
                                    + "session08.process.Reply<Flushed> reply ="
                                    + " new Answered<>(receive(Flushed.class));\n"
                                    + "return switch (reply) {",
                            1,
                            "flush() waits for ever"),
                    // ---- the loop
                    new Mistake(
                            "forgot to loop after a flush",
                            "yield next;",
                            "yield " + STOP,
                            1,
                            "does each case return the next call"),
                    new Mistake(
                            "forgot to loop after the callback",
                            AFTER_CALLBACK,
                            CALLBACK + " return " + STOP,
                            1,
                            "does each case return the next call"),
                    new Mistake(
                            "ends with an AutoFlush of nothing",
                            AUTO_FLUSH_OF_NOTHING,
                            "case AutoFlush() -> " + STOP,
                            4,
                            "does each case return the next call"),
                    new Mistake(
                            "blocked for ever on an AutoFlush of nothing",
                            AUTO_FLUSH_OF_NOTHING,
                            "case AutoFlush() -> { receive(AutoFlush.class);"
                                    + " yield () -> empty(terms); }",
                            4,
                            "has not received the Flush"),
                    // ---- the batch
                    new Mistake(
                            "kept no state",
                            "collecting(terms, plus(batch, text), deadline);",
                            "collecting(terms, batch, deadline);",
                            1,
                            "does the call after each Add pass on the whole batch"),
                    new Mistake(
                            "reversed the batch",
                            APPEND,
                            "Stream.concat(Stream.of(text), batch.stream())",
                            1,
                            "That is the reverse order"),
                    new Mistake(
                            "handed over a list that it empties later",
                            "mutable-list",
                            """
                                    List<String> copy = List.copyOf(batch);
                                    batch.clear();
                                    if (!copy.isEmpty()) {
                                        terms.callback().accept(copy);
                                    }
                                    return copy.size();
                            """,
                            """
                                    int size = batch.size();
                                    if (size > 0) {
                                        terms.callback().accept(batch);
                                    }
                                    batch.clear();
                                    return size;
                            """,
                            1,
                            "the callback needs a list that nobody changes"),
                    new Mistake(
                            "lost the message that came during a flush",
                            CALLBACK,
                            CALLBACK
                                    + " session08.process.Processes.receive(Add.class,"
                                    + " session08.process.Processes.after(Duration.ZERO));",
                            1,
                            "the callback took 2 s, and meanwhile another message came"),
                    new Mistake(
                            "keeps the batch after a flush",
                            AFTER_CALLBACK,
                            CALLBACK
                                    + " return () -> batch.size() < terms.size()"
                                    + " ? collecting(terms, batch,"
                                    + " monotonicTime().plus(terms.timeout()))"
                                    + " : empty(terms);",
                            1,
                            "after a flush the loop goes on with an empty batch"),
                    new Mistake(
                            "calls back in a process of its own",
                            CALLBACK,
                            "spawn(() -> " + CALLBACK.replace(";", "") + ");",
                            1,
                            "The callback was not called before flush() returned"),
                    new Mistake(
                            "caught what the callback throws",
                            CALLBACK,
                            "try { " + CALLBACK + " } catch (RuntimeException e) { }",
                            1,
                            "an exception of the callback is not to be caught"),
                    // ---- nothing to hand over
                    new Mistake(
                            "flushed an empty batch",
                            NOTHING,
                            "terms.callback().accept(List.of()); " + NOTHING,
                            2,
                            "nothing was added, then flush(): an empty batch is never handed over"),
                    new Mistake(
                            "auto-flushed an empty batch",
                            AUTO_FLUSH_OF_NOTHING,
                            "case AutoFlush() -> handOver(terms, List.of());",
                            4,
                            "nothing was added, then autoFlush(): an empty batch is never handed"
                                    + " over"),
                    // ---- a full batch
                    new Mistake(
                            "forgot that a batch can be full",
                            FULL,
                            "false",
                            3,
                            "a batch is full with 3, and 3 were added. It goes out at once and"
                                    + " whole"),
                    new Mistake(
                            "a batch is full one message late",
                            FULL,
                            "batch.size() > terms.size()",
                            3,
                            "a batch is full with 3, and 3 were added. It goes out at once and"
                                    + " whole"),
                    new Mistake(
                            "the first message can't fill a batch",
                            FULL,
                            "batch.size() > 1 && batch.size() >= terms.size()",
                            3,
                            "so the very first message fills it"),
                    new Mistake(
                            "the message that fills a batch is lost",
                            "if ("
                                    + FULL
                                    + ") {\n"
                                    + " ".repeat(12)
                                    + "return handOver(terms, batch);",
                            "if ("
                                    + FULL
                                    + ") { return handOver(terms,"
                                    + " batch.subList(0, batch.size() - 1));",
                            3,
                            "a batch is full with 3, and 3 were added. It goes out at once and"
                                    + " whole"),
                    // ---- the timeout
                    new Mistake(
                            "no timeout",
                            UNTIL,
                            "session08.process.Processes.after(Duration.ofDays(100_000))",
                            5,
                            "the timeout is 5 s, and an hour has passed"),
                    new Mistake(
                            "each message begins the wait anew: after(timeout)",
                            UNTIL,
                            "session08.process.Processes.after(terms.timeout())",
                            5,
                            "after(timeout) counts from the last one"),
                    new Mistake(
                            "the deadline is worked out from the last message",
                            "collecting(terms, plus(batch, text), deadline);",
                            "collecting(terms, plus(batch, text),"
                                    + " monotonicTime().plus(terms.timeout()));",
                            5,
                            "after(timeout) counts from the last one"),
                    new Mistake(
                            "a nanosecond early",
                            UNTIL,
                            "until(deadline.minusNanos(1))",
                            5,
                            "was: [Batch[at=PT4.999999999S"),
                    new Mistake(
                            "a nanosecond late",
                            UNTIL,
                            "until(deadline.plusNanos(1))",
                            5,
                            "the timeout is 5 s, and an hour has passed"),
                    // ---- each batch has its own time
                    new Mistake(
                            "a timer of one batch flushes the next",
                            "numbered-timer",
                            "case Due(int due) when due == number",
                            "case Due(int due) when due <= number",
                            6,
                            "At 10 s is too early"),
                    new Mistake(
                            "does not cancel the timer",
                            "cancelled-timer",
                            "!timer.cancel()",
                            "false",
                            6,
                            "At 10 s is too early"));

    private MessageBufferMistakes() {}
}
