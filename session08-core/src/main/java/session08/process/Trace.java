package session08.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * <p>Safe for use by many threads. The lines are in an order that could have been: a message is sent
 * before it is received, and the lines of one process are in its own order. A message is recorded as
 * text at the moment it is sent or received.
 */
public final class Trace {

    private sealed interface Event {}

    private record Sent(String from, String to, String message) implements Event {}

    private record Answer(String from, String to, String message, boolean inTime)
            implements Event {}

    /** What someone did by himself: a first line, and more about it. */
    private record Note(String who, String what, List<String> details) implements Event {}

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
        new World(Process.current().world().scheduler(), trace).enter("main", body);
        return trace;
    }

    // ---- what the primitives report ---------------------------------------------------------

    synchronized void spawned(Process<?> child) {
        String parent = caller();
        enter(parent);
        enter(child.toString());
        events.add(new Note(parent, "spawns " + child, List.of()));
    }

    synchronized void sent(Process<?> to, Object message) {
        String from = caller();
        enter(from);
        enter(to.toString());
        events.add(new Sent(from, to.toString(), show(message)));
    }

    synchronized void answered(String to, Object message, boolean inTime) {
        String from = caller();
        enter(from);
        enter(to);
        events.add(new Answer(from, to, show(message), inTime));
    }

    synchronized void waiting(Process<?> who, Object wanted) {
        enter(who.toString());
        waiting.put(who.toString(), wanted.toString());
    }

    synchronized void received(
            Process<?> who,
            Object wanted,
            List<Object> passedOver,
            Object message,
            List<Object> left) {
        List<String> details = passedOver(passedOver);
        details.add("took " + show(message));
        if (!left.isEmpty()) {
            details.add(left.stream().map(Trace::show).collect(Collectors.joining(", ", "left ", "")));
        }
        receive(who, wanted, details);
    }

    synchronized void timedOut(Process<?> who, Object wanted, List<Object> passedOver) {
        List<String> details = passedOver(passedOver);
        details.add("timed out");
        receive(who, wanted, details);
    }

    synchronized void ended(Process<?> who, Throwable reason) {
        waiting.remove(who.toString());
        enter(who.toString());
        String what = reason == null ? "ends" : "ends by " + reason;
        events.add(new Note(who.toString(), what, List.of()));
    }

    private void receive(Process<?> who, Object wanted, List<String> details) {
        waiting.remove(who.toString());
        enter(who.toString());
        events.add(new Note(who.toString(), "receives " + wanted, details));
    }

    private void enter(String participant) {
        participants.putIfAbsent(participant, "p" + participants.size());
    }

    private static String caller() {
        Process<?> process = Process.currentOrNull();
        return process == null ? NOBODY : process.toString();
    }

    private static List<String> passedOver(List<Object> messages) {
        var lines = new ArrayList<String>();
        messages.forEach(message -> lines.add("passed over " + show(message)));
        return lines;
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
                case Note(var who, var what, var details) -> {
                    lines.add(line(width, who, what));
                    details.forEach(detail -> lines.add(line(width, "", "  " + detail)));
                }
            }
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(int width, String who, String what) {
        // A message may print as several lines; what happened is one.
        String oneLine = what.replaceAll("\\R", " ");
        return who + " ".repeat(width - who.length()) + "  " + oneLine;
    }

    /**
     * The run as the source of a Mermaid sequence diagram: an arrow for each message, and a note for
     * whatever a process did by itself.
     */
    public synchronized String mermaid() {
        var lines = new ArrayList<String>();
        lines.add("sequenceDiagram");
        participants.forEach(
                (name, id) -> lines.add("    participant " + id + " as " + escape(name)));
        for (Event event : shown()) {
            lines.add(
                    "    "
                            + switch (event) {
                                case Sent(var from, var to, var message) ->
                                        arrow(from, "->>", to, message);
                                case Answer(var from, var to, var message, var inTime) ->
                                        inTime
                                                ? arrow(from, "-->>", to, message)
                                                : arrow(from, "--x", to, message + ", too late");
                                case Note(var who, var what, var details) -> {
                                    var text = new ArrayList<>(List.of(what));
                                    text.addAll(details);
                                    yield "Note over %s: %s"
                                            .formatted(
                                                    participants.get(who),
                                                    text.stream()
                                                            .map(Trace::escape)
                                                            .collect(Collectors.joining("<br/>")));
                                }
                            });
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private String arrow(String from, String arrow, String to, String message) {
        return participants.get(from) + arrow + participants.get(to) + ": " + escape(message);
    }

    /** What happened, and at the end who still waits. */
    private List<Event> shown() {
        var all = new ArrayList<>(events);
        waiting.forEach(
                (who, wanted) -> all.add(new Note(who, "still waits for " + wanted, List.of())));
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
