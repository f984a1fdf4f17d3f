package session08.workbook;

import java.util.List;

/** The message buffer, task by task. */
final class MessageBufferSteps {

    private static final String ADD = "send(buffer, new Add(text));";

    private static final String FLUSH =
            """
            return switch (call(buffer, Flush::new)) {
                case Answered(Flushed(int count)) -> count;
                case TimedOut() -> throw new IllegalStateException("no answer");
                case NoProcess() -> throw new IllegalStateException("no process");
            };
            """;

    private static final String AUTO_FLUSH = "send(buffer, new AutoFlush());";

    private static final String PLUS =
            """
            private static List<String> plus(List<String> batch, String text) {
                return Stream.concat(batch.stream(), Stream.of(text)).toList();
            }
            """;

    private static final String HAND_OVER =
            """
            private static void handOver(
                    Consumer<? super List<String>> callback, List<String> batch) {
                if (!batch.isEmpty()) {
                    callback.accept(batch);
                }
            }
            """;

    static final List<Step> ALL =
            List.of(
                    new Step(
                            1,
                            "collects and flushes",
                            """
                            private static TailCall<Message> loop(
                                    Consumer<? super List<String>> callback, List<String> batch) {
                                return switch (receive(Message.class)) {
                                    case Add(var text) -> () -> loop(callback, plus(batch, text));
                                    case Flush(var from) -> {
                                        callback.accept(batch);
                                        from.send(new Flushed(batch.size()));
                                        yield () -> loop(callback, List.of());
                                    }
                                    case AutoFlush() ->
                                            throw new TaskUnwritten("message-buffer", 4);
                                };
                            }
                            """
                                    + PLUS,
                            "return spawn(() -> loop(callback, List.of()));",
                            ADD,
                            FLUSH),
                    new Step(
                            2,
                            "hands over nothing that is empty",
                            """
                            private static TailCall<Message> loop(
                                    Consumer<? super List<String>> callback, List<String> batch) {
                                return switch (receive(Message.class)) {
                                    case Add(var text) -> () -> loop(callback, plus(batch, text));
                                    case Flush(var from) -> {
                                        handOver(callback, batch);
                                        from.send(new Flushed(batch.size()));
                                        yield () -> loop(callback, List.of());
                                    }
                                    case AutoFlush() ->
                                            throw new TaskUnwritten("message-buffer", 4);
                                };
                            }
                            """
                                    + PLUS
                                    + HAND_OVER,
                            "return spawn(() -> loop(callback, List.of()));",
                            ADD,
                            FLUSH),
                    new Step(
                            3,
                            "hands over a full batch",
                            """
                            private static TailCall<Message> loop(
                                    int size,
                                    Consumer<? super List<String>> callback,
                                    List<String> batch) {
                                if (batch.size() == size) {
                                    handOver(callback, batch);
                                    return () -> loop(size, callback, List.of());
                                }
                                return switch (receive(Message.class)) {
                                    case Add(var text) ->
                                            () -> loop(size, callback, plus(batch, text));
                                    case Flush(var from) -> {
                                        handOver(callback, batch);
                                        from.send(new Flushed(batch.size()));
                                        yield () -> loop(size, callback, List.of());
                                    }
                                    case AutoFlush() ->
                                            throw new TaskUnwritten("message-buffer", 4);
                                };
                            }
                            """
                                    + PLUS
                                    + HAND_OVER,
                            "return spawn(() -> loop(size, callback, List.of()));",
                            ADD,
                            FLUSH),
                    new Step(
                            4,
                            "flushes without an answer",
                            """
                            private static TailCall<Message> loop(
                                    int size,
                                    Consumer<? super List<String>> callback,
                                    List<String> batch) {
                                if (batch.size() == size) {
                                    handOver(callback, batch);
                                    return () -> loop(size, callback, List.of());
                                }
                                return switch (receive(Message.class)) {
                                    case Add(var text) ->
                                            () -> loop(size, callback, plus(batch, text));
                                    case Flush(var from) -> {
                                        handOver(callback, batch);
                                        from.send(new Flushed(batch.size()));
                                        yield () -> loop(size, callback, List.of());
                                    }
                                    case AutoFlush() -> {
                                        handOver(callback, batch);
                                        yield () -> loop(size, callback, List.of());
                                    }
                                };
                            }
                            """
                                    + PLUS
                                    + HAND_OVER,
                            "return spawn(() -> loop(size, callback, List.of()));",
                            ADD,
                            FLUSH,
                            AUTO_FLUSH),
                    new Step(
                            5,
                            "a timer sends an AutoFlush",
                            """
                            private static TailCall<Message> loop(
                                    int size,
                                    Duration timeout,
                                    Consumer<? super List<String>> callback,
                                    List<String> batch) {
                                if (batch.size() == size) {
                                    handOver(callback, batch);
                                    return () -> loop(size, timeout, callback, List.of());
                                }
                                return switch (receive(Message.class)) {
                                    case Add(var text) -> {
                                        if (batch.isEmpty()) {
                                            sendAfter(self(), new AutoFlush(), timeout);
                                        }
                                        yield () ->
                                                loop(size, timeout, callback, plus(batch, text));
                                    }
                                    case Flush(var from) -> {
                                        handOver(callback, batch);
                                        from.send(new Flushed(batch.size()));
                                        yield () -> loop(size, timeout, callback, List.of());
                                    }
                                    case AutoFlush() -> {
                                        handOver(callback, batch);
                                        yield () -> loop(size, timeout, callback, List.of());
                                    }
                                };
                            }
                            """
                                    + PLUS
                                    + HAND_OVER,
                            "return spawn(() -> loop(size, timeout, callback, List.of()));",
                            ADD,
                            FLUSH,
                            AUTO_FLUSH),
                    new Step(
                            5,
                            "a deadline that only the timeout ends",
                            """
                            private static TailCall<Message> loop(
                                    int size,
                                    Duration timeout,
                                    Consumer<? super List<String>> callback,
                                    List<String> batch,
                                    Duration deadline) {
                                if (batch.size() == size) {
                                    handOver(callback, batch);
                                    return () ->
                                            loop(size, timeout, callback, List.of(), deadline);
                                }
                                Timeout limit =
                                        deadline == null
                                                ? after(Duration.ofDays(100_000))
                                                : until(deadline);
                                return switch (receive(Message.class, limit)) {
                                    case Received(Add(var text)) -> {
                                        Duration end =
                                                deadline == null
                                                        ? monotonicTime().plus(timeout)
                                                        : deadline;
                                        yield () ->
                                                loop(size, timeout, callback, plus(batch, text), end);
                                    }
                                    case Received(Flush(var from)) -> {
                                        handOver(callback, batch);
                                        from.send(new Flushed(batch.size()));
                                        yield () ->
                                                loop(size, timeout, callback, List.of(), deadline);
                                    }
                                    case Received(AutoFlush()) -> {
                                        handOver(callback, batch);
                                        yield () ->
                                                loop(size, timeout, callback, List.of(), deadline);
                                    }
                                    case TimedOut() -> {
                                        handOver(callback, batch);
                                        yield () -> loop(size, timeout, callback, List.of(), null);
                                    }
                                };
                            }
                            """
                                    + PLUS
                                    + HAND_OVER,
                            "return spawn(() -> loop(size, timeout, callback, List.of(), null));",
                            ADD,
                            FLUSH,
                            AUTO_FLUSH));

    private MessageBufferSteps() {}
}
