package session08.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the lesson printed where it was at home, in the notation of Java.
 *
 * <p>Plain words stay as they are. An Elixir term in a line is rewritten, from the inside out, by
 * these rules and no others:
 *
 * <pre>
 * :word                          word
 * "text"                         text
 * nil                            null
 * [a, b]                         [a, b]
 * %{action: a, params: p}        Task[action=a, params=p]
 * %{k: v, l: w}                  {k=v, l=w}
 * {:ok, value}                   Ok[value=value]
 * {:error, :unknown_task}        UnknownTask[]
 * {:status, s}                   s
 * {:empty, nil}                  EmptyInbox[]
 * {:next_task, nil}              EmptyInbox[]
 * {:next_task, task}             NextTask[task=task]
 * {:recalled, key, nil}          Missing[key=key]
 * {:all_processed, list}         AllProcessed[tasks=list]
 * {task, result}                 Processed[task=task, result=result]
 * {key, value}                   Stored[key=key, value=value]
 * </pre>
 *
 * <p>What a client returned has rules of its own, tried first, see {@link #returned}:
 *
 * <pre>
 * {:ok, value}                   Answered[answer=Found[key=key, value=value]]
 * {:error, :timeout}             TimedOut[]
 * {:error, :empty_inbox}         Answered[answer=EmptyInbox[]]
 * {:messages, list}              list
 * </pre>
 *
 * <p>Elixir prints the keys of a small map in alphabetical order, Java in that of their arrival;
 * {@link #sorted} makes lines of both comparable.
 */
final class Transcript {

    private static final Pattern MAP = Pattern.compile("\\{([^{}]*)}");

    private final UnaryOperator<List<String>> rules;
    private String line;
    private int at;

    private Transcript(UnaryOperator<List<String>> rules) {
        this.rules = rules;
    }

    /**
     * A part of a transcript: what follows {@code -- name}, or what comes first if the name is "".
     */
    static List<String> part(String file, String name) {
        return read(file, name, parts -> parts);
    }

    /**
     * The same, where terms are what the client's functions returned when asked for {@code key}.
     */
    static List<String> returned(String file, String name, String key) {
        return read(
                file,
                name,
                parts ->
                        switch (parts.getFirst() + " " + parts.getLast()) {
                            case "error timeout" -> List.of("TimedOut[]");
                            case "error empty_inbox" -> List.of("Answered[answer=EmptyInbox[]]");
                            default ->
                                    switch (parts.getFirst()) {
                                        case "ok" ->
                                                List.of(
                                                        "Answered[answer=Found[key=%s, value=%s]]"
                                                                .formatted(key, parts.get(1)));
                                        case "messages" -> List.of(parts.get(1));
                                        default -> parts;
                                    };
                        });
    }

    /** The line with the entries of each map in alphabetical order. */
    static String sorted(String line) {
        return MAP.matcher(line)
                .replaceAll(
                        map ->
                                Arrays.stream(map.group(1).split(", "))
                                        .sorted()
                                        .collect(Collectors.joining(", ", "{", "}")));
    }

    private static List<String> read(String file, String name, UnaryOperator<List<String>> rules) {
        var lines = new ArrayList<String>();
        String part = "";
        StringBuilder term = new StringBuilder();
        for (String line : text(file).lines().toList()) {
            if (line.startsWith("-- ")) {
                part = line.substring(3);
            } else if (part.equals(name)) {
                // A long term is printed on several lines.
                term.append(term.isEmpty() ? line : " " + line.strip());
                if (count(term, "{[") == count(term, "}]")) {
                    lines.add(sorted(new Transcript(rules).translate(term.toString())));
                    term.setLength(0);
                }
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(file + " has no part " + name);
        }
        return lines;
    }

    private static String text(String file) {
        try (InputStream in = Transcript.class.getResourceAsStream("/transcripts/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(CharSequence text, String characters) {
        return text.chars().filter(c -> characters.indexOf(c) >= 0).count();
    }

    private String translate(String elixir) {
        line = elixir;
        at = 0;
        var java = new StringBuilder();
        while (at < line.length()) {
            boolean word = at == 0 || line.charAt(at - 1) == ' ';
            boolean term = word && (next("%{") || next("{") || next(":"));
            java.append(term ? term() : line.charAt(at++));
        }
        return java.toString();
    }

    private String term() {
        if (skip("%{")) {
            return map(until("}"));
        } else if (skip("{")) {
            return tuple(until("}"));
        } else if (skip("[")) {
            return until("]").toString();
        } else if (skip("\"")) {
            int end = line.indexOf('"', at);
            String text = line.substring(at, end);
            at = end + 1;
            return text;
        } else if (skip("nil")) {
            return "null";
        }
        skip(":");
        int start = at;
        while (at < line.length()
                && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '_')) {
            at++;
        }
        if (start == at) {
            throw new IllegalArgumentException("not a term at " + at + ": " + line);
        }
        return line.substring(start, at);
    }

    /** The parts of a tuple, list or map; an entry of a map is one part, {@code key=value}. */
    private List<String> until(String end) {
        var parts = new ArrayList<String>();
        skip(" ");
        while (!skip(end)) {
            String part = term();
            parts.add(skip(": ") ? part + "=" + term() : part);
            skip(",");
            skip(" ");
        }
        return parts;
    }

    private static String map(List<String> entries) {
        boolean task = entries.size() == 2 && entries.getFirst().startsWith("action=");
        return String.join(", ", entries)
                .transform(all -> task ? "Task[" + all + "]" : "{" + all + "}");
    }

    private String tuple(List<String> raw) {
        List<String> parts = rules.apply(raw);
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        String last = parts.getLast();
        boolean nothing = last.equals("null");
        return switch (parts.getFirst()) {
            case "ok" -> "Ok[value=" + last + "]";
            case "error" -> {
                if (!last.equals("unknown_task")) {
                    throw new IllegalArgumentException("no rule for this error: " + line);
                }
                yield "UnknownTask[]";
            }
            case "status" -> last;
            case "empty" -> "EmptyInbox[]";
            case "next_task" -> nothing ? "EmptyInbox[]" : "NextTask[task=" + last + "]";
            case "recalled" -> {
                if (!nothing) {
                    throw new IllegalArgumentException("no rule for what was found: " + line);
                }
                yield "Missing[key=" + parts.get(1) + "]";
            }
            case "all_processed" -> "AllProcessed[tasks=" + last + "]";
            case String task when task.startsWith("Task[") ->
                    "Processed[task=" + task + ", result=" + last + "]";
            case String key -> "Stored[key=" + key + ", value=" + last + "]";
        };
    }

    private boolean next(String text) {
        boolean term = line.startsWith(text, at);
        return term && at + text.length() < line.length();
    }

    private boolean skip(String text) {
        boolean here = line.startsWith(text, at);
        if (here) {
            at += text.length();
        }
        return here;
    }
}
