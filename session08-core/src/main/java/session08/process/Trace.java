package session08.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A record of one run: who sent what to whom, and for every receive what it looked at, passed over,
 * took and left. It makes the save queue visible.
 *
 * <pre>{@code
 * Trace trace = Trace.of(() -> {
 *     send(self(), new Normal("Message 1"));
 *     send(self(), new Urgent("IMPORTANT!"));
 *     receive(Urgent.class);
 * });
 * IO.println(trace.text());      // to read
 * IO.println(trace.mermaid());   // a Mermaid sequence diagram, to look at
 * }</pre>
 *
 * <p>Watched are the thread that runs the body, under the name {@code main} and with an empty
 * mailbox of its own, and all processes spawned by it or by those. They are watched for as long as
 * they live; what others do is not recorded, and costs nothing.
 *
 * <p>Safe for use by many threads. The lines are in an order that could have been: a message is
 * sent before it is received, and the lines of one process are in its own order. A message is
 * recorded as text at the moment it is sent or received.
 */
public final class Trace {

    private sealed interface Event {}

    private record Sent(String from, String to, String message) implements Event {}

    private record Answer(String from, String to, String message, boolean inTime)
            implements Event {}

    /** A receive: what it wanted and passed over, how it came out, and what it left behind. */
    private record Look(
            String who, String wanted, List<String> passedOver, String outcome, List<String> left)
            implements Event {

        List<String> lines() {
            var lines = new ArrayList<String>();
            passedOver.forEach(message -> lines.add("passed over " + message));
            lines.add(outcome);
            if (!left.isEmpty()) {
                lines.add("left " + String.join(", ", left));
            }
            return lines;
        }
    }

    /** Whatever else somebody did. */
    private record Note(String who, String what) implements Event {}

    private static final String MAIN = "main";
    private static final String NOBODY = "timer";

    private final List<Event> events = new ArrayList<>();

    /** All who appear, in the order in which they do, and the id each has in a diagram. */
    private final Map<String, String> participants = new LinkedHashMap<>();

    private final Map<String, String> waiting = new LinkedHashMap<>();

    Trace() {}

    /** Runs {@code body} in the calling thread and records it. */
    public static Trace of(Runnable body) {
        Objects.requireNonNull(body, "there is nothing to trace: the body is null");
        var trace = new Trace();
        new World(Process.current().world().scheduler(), trace).enter(MAIN, body);
        return trace;
    }

    // ---- what the primitives report ---------------------------------------------------------

    synchronized void spawned(Process<?> child) {
        String parent = caller();
        enter(child.toString());
        events.add(new Note(parent, "spawns " + child));
    }

    synchronized void sent(Process<?> to, Object message) {
        String from = caller();
        enter(to.toString());
        events.add(new Sent(from, to.toString(), show(message)));
    }

    /** Answers and records it in one step: nothing the caller then does is recorded before it. */
    synchronized void answered(String to, Object message, BooleanSupplier answer) {
        String from = caller();
        enter(to);
        events.add(new Answer(from, to, show(message), answer.getAsBoolean()));
    }

    synchronized void waiting(Process<?> who, Object wanted) {
        waiting.put(enter(who.toString()), wanted.toString());
    }

    synchronized void received(
            Process<?> who,
            Object wanted,
            List<Object> passedOver,
            Object message,
            List<Object> left) {
        look(who, wanted, passedOver, "took " + show(message), left);
    }

    synchronized void timedOut(
            Process<?> who, Object wanted, List<Object> passedOver, List<Object> left) {
        look(who, wanted, passedOver, "timed out", left);
    }

    synchronized void called(Process<?> who, Object wanted, Reply<?> reply) {
        waiting.remove(who.toString());
        switch (reply) {
            case Answered(_) -> {} // seen as it was sent
            case TimedOut() ->
                    events.add(new Note(who.toString(), "got no " + wanted + " in time"));
            case NoProcess() ->
                    events.add(new Note(who.toString(), "got no " + wanted + ": it has ended"));
        }
    }

    synchronized void ended(Process<?> who, Throwable reason) {
        waiting.remove(who.toString());
        if (reason != null) {
            events.add(new Note(enter(who.toString()), "ends by " + reason));
        } else if (!who.toString().equals(MAIN)) {
            events.add(new Note(enter(who.toString()), "ends"));
        }
    }

    private void look(
            Process<?> who,
            Object wanted,
            List<Object> passedOver,
            String outcome,
            List<Object> left) {
        String name = enter(who.toString());
        waiting.remove(name);
        events.add(new Look(name, wanted.toString(), show(passedOver), outcome, show(left)));
    }

    private String caller() {
        Process<?> process = Process.currentOrNull();
        return enter(process == null ? NOBODY : process.toString());
    }

    private String enter(String participant) {
        participants.putIfAbsent(participant, "p" + participants.size());
        return participant;
    }

    private static List<String> show(List<Object> messages) {
        return messages.stream().map(Trace::show).toList();
    }

    /** A record without components prints as {@code Stop[]}; the brackets say nothing. */
    private static String show(Object message) {
        String text = String.valueOf(message);
        return text.endsWith("[]") && text.length() > 2
                ? text.substring(0, text.length() - 2)
                : text;
    }

    // ---- what people read -------------------------------------------------------------------

    /** The run as text, a line for each event and a line for each message that was looked at. */
    public synchronized String text() {
        int width = participants.keySet().stream().mapToInt(String::length).max().orElse(0);
        var lines = new ArrayList<String>();
        for (Event event : shown()) {
            switch (event) {
                case Sent(var from, var to, var message) ->
                        lines.add(line(width, from, "sends " + message + " to " + to));
                case Answer(var from, var to, var message, var inTime) -> {
                    String late = inTime ? "" : ", too late: dropped";
                    lines.add(line(width, from, "answers " + message + " to " + to + late));
                }
                case Look look -> {
                    lines.add(line(width, look.who(), "receives " + look.wanted()));
                    look.lines().forEach(detail -> lines.add(line(width, "", "  " + detail)));
                }
                case Note(var who, var what) -> lines.add(line(width, who, what));
            }
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(int width, String who, String what) {
        return who + " ".repeat(width - who.length()) + "  " + what;
    }

    /**
     * The run as the source of a Mermaid sequence diagram: an arrow for each message, and a note
     * for whatever a process did by itself. A receive that took the first message it saw is a short
     * one.
     */
    public synchronized String mermaid() {
        var lines = new ArrayList<String>();
        lines.add("sequenceDiagram");
        participants.forEach(
                (name, id) -> lines.add("    participant " + id + " as " + escape(name)));
        for (Event event : shown()) {
            lines.add("    " + diagramLine(event));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private String diagramLine(Event event) {
        return switch (event) {
            case Sent(var from, var to, var message) -> arrow(from, "->>", to, message);
            case Answer(var from, var to, var message, var inTime) ->
                    inTime
                            ? arrow(from, "-->>", to, message)
                            : arrow(from, "--x", to, message + ", too late: dropped");
            case Look look when look.passedOver().isEmpty() && look.left().isEmpty() ->
                    note(look.who(), List.of(look.outcome()));
            case Look look -> {
                var text = new ArrayList<>(look.lines());
                text.addFirst("receives " + look.wanted());
                yield note(look.who(), text);
            }
            case Note(var who, var what) -> note(who, List.of(what));
        };
    }

    private String note(String who, List<String> text) {
        return text.stream()
                .map(Trace::escape)
                .collect(
                        Collectors.joining(
                                "<br/>", "Note over " + participants.get(who) + ": ", ""));
    }

    private String arrow(String from, String arrow, String to, String message) {
        return participants.get(from) + arrow + participants.get(to) + ": " + escape(message);
    }

    /** What happened, and at the end who still waits. */
    private List<Event> shown() {
        var all = new ArrayList<>(events);
        waiting.forEach((who, wanted) -> all.add(new Note(who, "still waits for " + wanted)));
        return all;
    }

    /** Mermaid takes these for an entity, the end of a statement, and markup. */
    private static String escape(String text) {
        var escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '#', ';', '<', '>' -> escaped.append('#').append((int) c).append(';');
                case '\n', '\r' -> escaped.append(' ');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
