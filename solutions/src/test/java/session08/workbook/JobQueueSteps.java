package session08.workbook;

import java.util.List;

/** The job queue, task by task. */
final class JobQueueSteps {

    private static final String SUBMIT = "send(queue, new Submit(job));";

    private static final String NEXT =
            """
            return switch (call(queue, Take::new)) {
                case Answered(var answer) -> answer;
                case TimedOut() -> throw new IllegalStateException("no answer");
                case NoProcess() -> throw new IllegalStateException("no process");
            };
            """;

    static final List<Step> ALL =
            List.of(
                    new Step(
                            1,
                            "keeps one job",
                            """
                            private static TailCall<Message> loop(Job waiting) {
                                return switch (receive(Message.class)) {
                                    case Submit(var job) -> () -> loop(job);
                                    case Take(var from) -> {
                                        from.send(new NextJob(waiting));
                                        yield () -> loop(null);
                                    }
                                };
                            }
                            """,
                            "return spawn(() -> loop(null));",
                            SUBMIT,
                            NEXT),
                    new Step(
                            2,
                            "keeps one job or none",
                            """
                            private static TailCall<Message> loop(Job waiting) {
                                return switch (receive(Message.class)) {
                                    case Submit(var job) -> () -> loop(job);
                                    case Take(var from) when waiting == null -> {
                                        from.send(new NoJob());
                                        yield () -> loop(null);
                                    }
                                    case Take(var from) -> {
                                        from.send(new NextJob(waiting));
                                        yield () -> loop(null);
                                    }
                                };
                            }
                            """,
                            "return spawn(() -> loop(null));",
                            SUBMIT,
                            NEXT),
                    new Step(
                            3,
                            "keeps a list",
                            """
                            private static TailCall<Message> loop(List<Job> waiting) {
                                return switch (receive(Message.class)) {
                                    case Submit(var job) -> {
                                        var more = new ArrayList<>(waiting);
                                        more.add(job);
                                        yield () -> loop(List.copyOf(more));
                                    }
                                    case Take(var from) when waiting.isEmpty() -> {
                                        from.send(new NoJob());
                                        yield () -> loop(waiting);
                                    }
                                    case Take(var from) -> {
                                        from.send(new NextJob(waiting.getFirst()));
                                        yield () -> loop(waiting.subList(1, waiting.size()));
                                    }
                                };
                            }
                            """,
                            "return spawn(() -> loop(List.of()));",
                            SUBMIT,
                            NEXT),
                    // Task 5 asks for nothing new, so who is right here is right there. This one is
                    // wrong, but only when jobs come and go: it should count down, too.
                    new Step(
                            4,
                            "remembers where the next job of each priority goes",
                            """
                            private static TailCall<Message> loop(
                                    List<Job> waiting, int high, int normal) {
                                return switch (receive(Message.class)) {
                                    case Submit(var job) -> {
                                        int place = switch (job.priority()) {
                                            case HIGH -> high;
                                            case NORMAL -> high + normal;
                                            case LOW -> waiting.size();
                                        };
                                        int highs = job.priority() == Priority.HIGH ? high + 1 : high;
                                        int normals = job.priority() == Priority.NORMAL ? normal + 1 : normal;
                                        var more = new ArrayList<>(waiting);
                                        more.add(Math.min(place, waiting.size()), job);
                                        yield () -> loop(List.copyOf(more), highs, normals);
                                    }
                                    case Take(var from) when waiting.isEmpty() -> {
                                        from.send(new NoJob());
                                        yield () -> loop(waiting, high, normal);
                                    }
                                    case Take(var from) -> {
                                        from.send(new NextJob(waiting.getFirst()));
                                        List<Job> rest = waiting.subList(1, waiting.size());
                                        yield () -> loop(rest, high, normal);
                                    }
                                };
                            }
                            """,
                            "return spawn(() -> loop(List.of(), 0, 0));",
                            SUBMIT,
                            NEXT));

    private JobQueueSteps() {}
}
