package session08.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * sent before it is received, and the lines of one process are in its own order. Messages are kept
 * and turned into text when you ask for it, so they should be immutable, as all messages should.
 *
 * <p>Made for reading: of a long run the last {@value #KEPT} events are kept, of a full mailbox the
 * first {@value #SHOWN} messages, and what is left out is counted.
 */
public final class Trace {

    /** How many events are kept. */
    static final int KEPT = 10_000;

    /** How many messages of a mailbox are shown. */
    static final int SHOWN = 20;

    private static final int LONGEST_MESSAGE = 200;

    private sealed interface Event {}

    private record Sent(String from, String to, Object message) implements Event {}

    private record Answer(String from, String to, Object message, boolean inTime)
            implements Event {}

    /** Whatever else somebody did. */
    private record Note(String who, String what) implements Event {}

    /** A receive: what it wanted and passed over, how it came out, and what it left behind. */
    static final class Look implements Event {
        private final String who;
        private final Object wanted;
        private final List<Object> passedOver = new ArrayList<>();
        private int passedOverInAll;
        private Object took;
        private List<Object> left = List.of();

        Look(Process<?> who, Object wanted) {
            this.who = who.toString();
            this.wanted = wanted;
        }

        Object wanted() {
            return wanted;
        }

        void passOver(Object message) {
            if (passedOverInAll++ < SHOWN) {
                passedOver.add(message);
            }
        }

        /** It took the first message there was, and no other was there. */
        private boolean isPlain() {
            return took != null && passedOverInAll == 0 && left.isEmpty();
        }

        /** The mailbox as the receive found it, and what became of each message. */
        private List<String> fates() {
            var fates = new ArrayList<String>();
            passedOver.forEach(message -> fates.add(fate(message, "passed over", "passed")));
            if (passedOverInAll > SHOWN) {
                fates.add(fate(passedOverInAll - SHOWN + " more", "passed over", "passed"));
            }
            if (took != null) {
                fates.add(fate(took, "taken", "taken"));
            }
            // Of what it left the first were passed over.
            left.stream()
                    .skip(passedOverInAll)
                    .forEach(message -> fates.add(fate(message, "not looked at", "rest")));
            return fates;
        }

        private static String fate(Object message, String words, String style) {
            return "[\"%s<br/>%s\"]:::%s".formatted(label(show(message)), words, style);
        }

        private List<String> lines() {
            var lines = new ArrayList<String>();
            passedOver.forEach(message -> lines.add("passed over " + show(message)));
            if (passedOverInAll > SHOWN) {
                lines.add("passed over " + (passedOverInAll - SHOWN) + " more");
            }
            lines.add(took == null ? "timed out" : "took " + show(took));
            if (!left.isEmpty()) {
                String first =
                        left.stream()
                                .limit(SHOWN)
                                .map(Trace::show)
                                .collect(Collectors.joining(", "));
                lines.add("left " + first + (left.size() > SHOWN ? " and more" : ""));
            }
            return lines;
        }
    }

    private static final String MAIN = "main";
    private static final String NOBODY = "timer";

    private final Deque<Event> events = new ArrayDeque<>();
    private long forgotten;
    private boolean stopped;

    /** All who appear, in the order in which they do, and the id each has in a diagram. */
    private final Map<String, String> participants = new LinkedHashMap<>();

    private final Map<String, Object> waiting = new LinkedHashMap<>();

    Trace() {}

    /** Runs {@code body} in the calling thread and records it. */
    public static Trace of(Runnable body) {
        Objects.requireNonNull(body, "there is nothing to trace: the body is null");
        var trace = new Trace();
        Scheduler scheduler = Process.current().scheduler();
        scheduler.watchedBy(trace);
        new World(scheduler, trace).enter(MAIN, body);
        return trace;
    }

    /** Records no more. */
    synchronized void stop() {
        stopped = true;
    }

    // ---- what the primitives report ---------------------------------------------------------

    synchronized void spawned(Process<?> child) {
        String parent = caller();
        enter(child.toString());
        add(new Note(parent, "spawns " + child));
    }

    synchronized void sent(Process<?> to, Object message) {
        String from = caller();
        add(new Sent(from, enter(to.toString()), message));
    }

    /** Answers and records it in one step: nothing the caller then does is recorded before it. */
    synchronized void answered(String to, Object message, BooleanSupplier answer) {
        String from = caller();
        add(new Answer(from, enter(to), message, answer.getAsBoolean()));
    }

    /** From now on {@code who} waits for {@code what}, or for nothing if that is null. */
    synchronized void waits(Process<?> who, Object what) {
        if (stopped) {
            return;
        }
        if (what == null) {
            waiting.remove(who.toString());
        } else {
            waiting.put(enter(who.toString()), what);
        }
    }

    synchronized void took(Look look, Object message, List<Object> left) {
        look.took = message;
        timedOut(look, left);
    }

    synchronized void timedOut(Look look, List<Object> left) {
        look.left = left;
        enter(look.who);
        add(look);
    }

    synchronized void called(Process<?> who, Object wanted, Reply<?> reply) {
        String caller = enter(who.toString());
        switch (reply) {
            case Answered(_) -> {} // seen as it was sent
            case TimedOut() -> add(new Note(caller, "waited too long for " + wanted));
            case NoProcess() ->
                    add(new Note(caller, "waits no more for " + wanted + ": it has ended"));
        }
    }

    synchronized void ended(Process<?> who, Throwable reason) {
        if (reason != null) {
            add(new Note(enter(who.toString()), "ends by " + reason));
        } else if (!who.toString().equals(MAIN)) {
            add(new Note(enter(who.toString()), "ends"));
        }
    }

    private String caller() {
        Process<?> process = Process.currentOrNull();
        return enter(process == null ? NOBODY : process.toString());
    }

    private String enter(String participant) {
        participants.putIfAbsent(participant, "p" + participants.size());
        return participant;
    }

    private void add(Event event) {
        if (stopped) {
            return;
        }
        events.add(event);
        if (events.size() > KEPT) {
            events.remove();
            forgotten++;
        }
    }

    // ---- what people read -------------------------------------------------------------------

    /** Whether nothing was sent, received or spawned. */
    public synchronized boolean isEmpty() {
        return events.isEmpty() && waiting.isEmpty();
    }

    /** The run as text, a line for each event and one for each message that was looked at. */
    public String text() {
        return text(KEPT);
    }

    /** The last {@code most} events of the run as text. */
    public synchronized String text(int most) {
        Collection<Event> shown = last(most);
        int width = participants.keySet().stream().mapToInt(String::length).max().orElse(0);
        var lines = new ArrayList<String>();
        omission(shown).ifPresent(lines::add);
        for (Event event : shown) {
            switch (event) {
                case Sent(var from, var to, var message) ->
                        lines.add(line(width, from, "sends " + show(message) + " to " + to));
                case Answer(var from, var to, var message, var inTime) -> {
                    String late = inTime ? "" : ", too late: dropped";
                    lines.add(line(width, from, "answers " + show(message) + " to " + to + late));
                }
                case Look look -> {
                    lines.add(line(width, look.who, "receives " + look.wanted));
                    look.lines().forEach(detail -> lines.add(line(width, "", "  " + detail)));
                }
                case Note(var who, var what) -> lines.add(line(width, who, what));
            }
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(int width, String who, String what) {
        // A message may print as several lines; what happened is one.
        return who + " ".repeat(width - who.length()) + "  " + what.replaceAll("\\R", " ");
    }

    /** The run as the source of a Mermaid sequence diagram. */
    public String mermaid() {
        return mermaid(KEPT);
    }

    /**
     * The last {@code most} events of the run as the source of a Mermaid sequence diagram: an arrow
     * for each message, and a note for whatever a process did by itself. A receive that took the
     * only message there was has a short one.
     */
    public synchronized String mermaid(int most) {
        Collection<Event> shown = last(most);
        var lines = new ArrayList<String>();
        lines.add("sequenceDiagram");
        participants.forEach(
                (name, id) -> lines.add("    participant " + id + " as " + escape(name)));
        omission(shown).ifPresent(text -> lines.add("    Note over p0: " + escape(text)));
        shown.forEach(event -> lines.add("    " + diagramLine(event)));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * The receives of the run as the source of a Mermaid flowchart, a row for each: the mailbox as
     * the receive found it, oldest message first, and what became of every message. What was passed
     * over is what Erlang calls the save queue.
     */
    public synchronized String saveQueue() {
        var lines = new ArrayList<String>();
        lines.add("flowchart TB");
        int row = 0;
        for (Event event : events) {
            if (event instanceof Look look) {
                lines.add(
                        "    subgraph r%d[\"%s: receive %s%s\"]"
                                .formatted(
                                        row,
                                        label(look.who),
                                        label(String.valueOf(look.wanted)),
                                        look.took == null ? ", timed out" : ""));
                lines.add("        direction LR");
                var places = new ArrayList<String>();
                for (String fate : look.fates()) {
                    places.add("r%dm%d%s".formatted(row, places.size(), fate));
                }
                if (places.isEmpty()) {
                    places.add("r%dm0[\"empty\"]:::rest".formatted(row));
                }
                lines.add("        " + String.join(" --- ", places));
                lines.add("    end");
                if (row > 0) {
                    lines.add("    r%d --> r%d".formatted(row - 1, row));
                }
                row++;
            }
        }
        lines.add("    classDef taken fill:#c3f0ca,stroke:#2b8a3e,color:#000");
        lines.add("    classDef passed fill:#fff3bf,stroke:#b08800,color:#000");
        lines.add("    classDef rest fill:#f1f3f5,stroke:#868e96,color:#000");
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private String diagramLine(Event event) {
        return switch (event) {
            case Sent(var from, var to, var message) -> arrow(from, "->>", to, show(message));
            case Answer(var from, var to, var message, var inTime) ->
                    inTime
                            ? arrow(from, "-->>", to, show(message))
                            : arrow(from, "--x", to, show(message) + ", too late: dropped");
            case Look look -> {
                var text = new ArrayList<>(look.lines());
                if (!look.isPlain()) {
                    text.addFirst("receives " + look.wanted);
                }
                yield note(look.who, text);
            }
            case Note(var who, var what) -> note(who, List.of(what));
        };
    }

    private String arrow(String from, String arrow, String to, String message) {
        return participants.get(from) + arrow + participants.get(to) + ": " + escape(message);
    }

    private String note(String who, List<String> text) {
        return text.stream()
                .map(Trace::escape)
                .collect(
                        Collectors.joining(
                                "<br/>", "Note over " + participants.get(who) + ": ", ""));
    }

    /** The last events, and after them who still waits. */
    private Collection<Event> last(int most) {
        var last = new ArrayList<Event>();
        events.stream().skip(Math.max(0, events.size() - most)).forEach(last::add);
        waiting.forEach((who, wanted) -> last.add(new Note(who, "still waits for " + wanted)));
        return last;
    }

    private Optional<String> omission(Collection<Event> shown) {
        long omitted = forgotten + events.size() + waiting.size() - shown.size();
        return omitted == 0
                ? Optional.empty()
                : Optional.of("(" + omitted + " earlier events left out)");
    }

    /** A record without components prints as {@code Stop[]}; the brackets say nothing. */
    private static String show(Object message) {
        String text = String.valueOf(message);
        if (text.length() > LONGEST_MESSAGE) {
            return text.substring(0, LONGEST_MESSAGE) + "...";
        }
        return text.endsWith("[]") && text.length() > 2
                ? text.substring(0, text.length() - 2)
                : text;
    }

    /** In a flowchart text stands in quotes. */
    private static String label(String text) {
        return escape(text).replace("\"", "#34;");
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
