package session08.process;

import static session08.process.Processes.after;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A program for one process with the outcome that Erlang gave, as {@code receive-vectors/README.md}
 * describes it, and what it takes to run it here.
 */
record Program(
        String id,
        List<Message> mailbox,
        List<Statement> body,
        List<Arrival> arrivals,
        Outcome expected) {

    record Message(String tag, int n) {}

    record Arrival(Duration at, Message message) {}

    /** What a run comes to. {@code left} is null when it crashed. */
    record Outcome(List<String> events, List<Message> left, boolean crashed) {}

    /**
     * @param tied whether a timeout ended at the very moment of an arrival, so that the outcome is
     *     a matter of who goes first
     */
    record Run(Outcome outcome, boolean tied) {}

    sealed interface Statement {}

    record Send(Message message) implements Statement {}

    record Raise() implements Statement {}

    /** {@code after} is null for a receive that waits for ever. */
    record Receive(int id, List<Clause> clauses, Long after, List<Statement> timeout)
            implements Statement {}

    /** {@code tag} and {@code guard} are null where anything will do. */
    record Clause(String tag, Guard guard, List<Statement> body) {
        boolean matches(Message message) {
            return (tag == null || tag.equals(message.tag()))
                    && (guard == null || guard.accepts(message.n()));
        }
    }

    record Guard(String operator, int k) {
        boolean accepts(int n) {
            return switch (operator) {
                case ">=" -> n >= k;
                case "==" -> n == k;
                case "<" -> n < k;
                default -> throw new IllegalArgumentException("no operator: " + operator);
            };
        }
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    // ---- to run it ----------------------------------------------------------------------------

    /** Runs the program in the calling process. */
    Run run() {
        Pid<Object> me = self();
        mailbox.forEach(message -> send(me, message));
        if (!arrivals.isEmpty()) {
            spawn(() -> deliver(me));
        }
        var run = new Running(new HashSet<>(), new ArrayList<>());
        Outcome outcome;
        try {
            run.all(body);
            // What arrives at the moment of the end has arrived.
            sleep(ZERO);
            List<Message> left = Processes.messages().stream().map(Message.class::cast).toList();
            outcome = new Outcome(run.events(), left, false);
        } catch (Crash _) {
            outcome = new Outcome(run.events(), null, true);
        }
        return new Run(outcome, arrivals.stream().anyMatch(a -> run.ends().contains(a.at())));
    }

    private void deliver(Pid<Object> to) {
        for (Arrival arrival : arrivals) {
            sleep(arrival.at().minus(monotonicTime())); // in a simulation the start is at zero
            send(to, arrival.message());
        }
    }

    /** {@code ends} are the moments at which the time of a receive was over. */
    private record Running(Set<Duration> ends, List<String> events) {

        void all(List<Statement> body) {
            for (Statement statement : body) {
                switch (statement) {
                    case Send(Message message) -> send(self(), message);
                    case Raise() -> throw new Crash();
                    case Receive receive -> one(receive);
                }
            }
        }

        /**
         * A receive of ours has one guard, so it accepts what any clause matches; which of them,
         * the body then finds out, as a {@code switch} does elsewhere.
         */
        void one(Receive receive) {
            switch (take(receive)) {
                case TimedOut() -> {
                    events.add("[%d,\"timeout\"]".formatted(receive.id()));
                    all(receive.timeout());
                }
                case Received(Message message) -> {
                    int index = 0;
                    while (!receive.clauses().get(index).matches(message)) {
                        index++;
                    }
                    events.add(
                            "[%d,%d,\"%s\",%d]"
                                    .formatted(receive.id(), index, message.tag(), message.n()));
                    all(receive.clauses().get(index).body());
                }
            }
        }

        Awaited<Message> take(Receive receive) {
            Predicate<Message> any =
                    message -> receive.clauses().stream().anyMatch(c -> c.matches(message));
            if (receive.after() == null) {
                return new Received<>(receive(Message.class, any));
            }
            Duration time = ofMillis(receive.after());
            Duration end = monotonicTime().plus(time);
            Awaited<Message> outcome = receive(Message.class, any, after(time));
            if (!time.isZero() && monotonicTime().equals(end)) {
                ends.add(end);
            }
            return outcome;
        }
    }

    /** Whether time plays no part in it. */
    boolean isTimeless() {
        return arrivals.isEmpty() && isTimeless(body);
    }

    private static boolean isTimeless(List<Statement> body) {
        return body.stream()
                .allMatch(
                        statement ->
                                switch (statement) {
                                    case Send _, Raise _ -> true;
                                    case Receive(_, var clauses, var after, var timeout) ->
                                            (after == null || after == 0)
                                                    && isTimeless(timeout)
                                                    && clauses.stream()
                                                            .allMatch(c -> isTimeless(c.body()));
                                });
    }

    // ---- to read it ---------------------------------------------------------------------------

    /** The programs of the file that {@code -Dreceive.vectors} names, or else ours. */
    static List<Program> all() throws IOException {
        String file = System.getProperty("receive.vectors");
        if (file == null) {
            return ours();
        }
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.exists(path)) {
            path = Path.of("..").resolve(file).toAbsolutePath(); // Maven was started a level above
        }
        if (!Files.isReadable(path)) {
            throw new IOException("-Dreceive.vectors names no file that can be read: " + path);
        }
        return programs(new ObjectMapper().readTree(path.toFile()));
    }

    static List<Program> ours() throws IOException {
        try (InputStream in = Program.class.getResourceAsStream("/receive-vectors/vectors.json")) {
            return programs(new ObjectMapper().readTree(in));
        }
    }

    private static List<Program> programs(JsonNode json) {
        return elements(json).map(Program::program).toList();
    }

    private static Program program(JsonNode json) {
        return new Program(
                json.required("id").asText(),
                messages(json.required("mailbox")),
                statements(json.required("body")),
                elements(json.path("arrivals"))
                        .map(
                                a ->
                                        new Arrival(
                                                ofMillis(a.required(0).asLong()),
                                                message(a.required(1))))
                        .toList(),
                new Outcome(
                        elements(json.required("events")).map(JsonNode::toString).toList(),
                        json.required("left").isNull() ? null : messages(json.required("left")),
                        json.required("crashed").asBoolean()));
    }

    private static List<Statement> statements(JsonNode json) {
        return elements(json).map(Program::statement).toList();
    }

    private static Statement statement(JsonNode json) {
        if (json.has("send")) {
            return new Send(message(json.required("send")));
        }
        if (json.has("raise")) {
            return new Raise();
        }
        JsonNode after = json.required("after");
        return new Receive(
                json.required("receive").asInt(),
                elements(json.required("clauses")).map(Program::clause).toList(),
                after.isNull() ? null : after.asLong(),
                statements(json.required("timeout")));
    }

    private static Clause clause(JsonNode json) {
        JsonNode tag = json.required("tag");
        JsonNode guard = json.required("guard");
        return new Clause(
                tag.isNull() ? null : tag.asText(),
                guard.isNull()
                        ? null
                        : new Guard(guard.required(0).asText(), guard.required(1).asInt()),
                statements(json.required("body")));
    }

    private static List<Message> messages(JsonNode json) {
        return elements(json).map(Program::message).toList();
    }

    private static Message message(JsonNode json) {
        return new Message(json.required(0).asText(), json.required(1).asInt());
    }

    private static Stream<JsonNode> elements(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false);
    }
}
