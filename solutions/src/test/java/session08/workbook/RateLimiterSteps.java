package session08.workbook;

import java.util.List;

/** The rate limiter, task by task. */
final class RateLimiterSteps {

    private static final String REQUEST =
            """
            return switch (call(limiter, Request::new)) {
                case Answered(var answer) -> answer;
                case TimedOut() -> throw new IllegalStateException("no answer");
                case NoProcess() -> throw new IllegalStateException("no process");
            };
            """;

    private static final String COUNT =
            """
            return switch (call(limiter, GetCount::new)) {
                case Answered(Count(int value)) -> value;
                case TimedOut() -> throw new IllegalStateException("no answer");
                case NoProcess() -> throw new IllegalStateException("no process");
            };
            """;

    static final List<Step> ALL =
            List.of(
                    new Step(
                            1,
                            "answers",
                            """
                            private static TailCall<Message> loop() {
                                return switch (receive(Message.class)) {
                                    case Request(var from) -> {
                                        from.send(new Ok());
                                        yield () -> loop();
                                    }
                                    case GetCount(var from) ->
                                            throw new TaskUnwritten("rate-limiter", 3);
                                };
                            }
                            """,
                            "return spawn(() -> loop());",
                            REQUEST),
                    new Step(
                            2,
                            "counts",
                            """
                            private static TailCall<Message> loop(int limit, int used) {
                                return switch (receive(Message.class)) {
                                    case Request(var from) when used < limit -> {
                                        from.send(new Ok());
                                        yield () -> loop(limit, used + 1);
                                    }
                                    case Request(var from) -> {
                                        from.send(new RateLimited());
                                        yield () -> loop(limit, used);
                                    }
                                    case GetCount(var from) ->
                                            throw new TaskUnwritten("rate-limiter", 3);
                                };
                            }
                            """,
                            "return spawn(() -> loop(limit, 0));",
                            REQUEST),
                    new Step(
                            3,
                            "tells the count",
                            """
                            private static TailCall<Message> loop(int limit, int used) {
                                return switch (receive(Message.class)) {
                                    case Request(var from) when used < limit -> {
                                        from.send(new Ok());
                                        yield () -> loop(limit, used + 1);
                                    }
                                    case Request(var from) -> {
                                        from.send(new RateLimited());
                                        yield () -> loop(limit, used);
                                    }
                                    case GetCount(var from) -> {
                                        from.send(new Count(used));
                                        yield () -> loop(limit, used);
                                    }
                                };
                            }
                            """,
                            "return spawn(() -> loop(limit, 0));",
                            REQUEST,
                            COUNT),
                    new Step(
                            4,
                            "waits a window for a message",
                            """
                            private static TailCall<Message> loop(
                                    int limit, Duration window, int used) {
                                return switch (receive(Message.class, after(window))) {
                                    case Received(Request(var from)) when used < limit -> {
                                        from.send(new Ok());
                                        yield () -> loop(limit, window, used + 1);
                                    }
                                    case Received(Request(var from)) -> {
                                        from.send(new RateLimited());
                                        yield () -> loop(limit, window, used);
                                    }
                                    case Received(GetCount(var from)) -> {
                                        from.send(new Count(used));
                                        yield () -> loop(limit, window, used);
                                    }
                                    case TimedOut() -> () -> loop(limit, window, 0);
                                };
                            }
                            """,
                            "return spawn(() -> loop(limit, window, 0));",
                            REQUEST,
                            COUNT),
                    new Step(
                            4,
                            "begins a window with the first message after the one before",
                            """
                            private static TailCall<Message> loop(
                                    int limit, Duration window, Duration begin, int count) {
                                Message message = receive(Message.class);
                                Duration now = monotonicTime();
                                boolean over = now.minus(begin).compareTo(window) >= 0;
                                Duration begun = over ? now : begin;
                                int used = over ? 0 : count;
                                return switch (message) {
                                    case Request(var from) when used < limit -> {
                                        from.send(new Ok());
                                        yield () -> loop(limit, window, begun, used + 1);
                                    }
                                    case Request(var from) -> {
                                        from.send(new RateLimited());
                                        yield () -> loop(limit, window, begun, used);
                                    }
                                    case GetCount(var from) -> {
                                        from.send(new Count(used));
                                        yield () -> loop(limit, window, begun, used);
                                    }
                                };
                            }
                            """,
                            """
                            Duration now = monotonicTime();
                            return spawn(() -> loop(limit, window, now, 0));
                            """,
                            REQUEST,
                            COUNT),
                    new Step(
                            5,
                            "numbers the windows",
                            """
                            private static TailCall<Message> loop(
                                    int limit, Duration window, Duration start, long last, int count) {
                                Message message = receive(Message.class);
                                long number = monotonicTime().minus(start).dividedBy(window);
                                int used = number == last ? count : 0;
                                return switch (message) {
                                    case Request(var from) when used < limit -> {
                                        from.send(new Ok());
                                        yield () -> loop(limit, window, start, number, used + 1);
                                    }
                                    case Request(var from) -> {
                                        from.send(new RateLimited());
                                        yield () -> loop(limit, window, start, number, used);
                                    }
                                    case GetCount(var from) -> {
                                        from.send(new Count(used));
                                        yield () -> loop(limit, window, start, number, used);
                                    }
                                };
                            }
                            """,
                            """
                            Duration now = monotonicTime();
                            return spawn(() -> loop(limit, window, now, 0, 0));
                            """,
                            REQUEST,
                            COUNT));

    private RateLimiterSteps() {}
}
