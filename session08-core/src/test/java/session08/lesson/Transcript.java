package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import session08.process.Simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the lesson printed in Elixir, in Java's notation. The files in {@code transcripts} are as
 * recorded; these rules, and nothing else, translate a line:
 *
 * <ul>
 *   <li>{@code -- peek}, the title of a part, is left out
 *   <li>{@code :ok} alone on a line is what a function returned: the enum constant {@code OK}
 *   <li>{@code :milk} elsewhere is {@code milk}
 *   <li>{@code "Alice"} inside a list, map or tuple is {@code Alice}
 *   <li>{@code [:a, :b]} is {@code [a, b]}
 *   <li>{@code %{name: "Alice", score: 110}} is {@code {name=Alice, score=110}}
 *   <li>{@code {:messages, [:a]}}, the answer to what lies in the mailbox, is the list
 *   <li>{@code {:strange, 42}}, and in a list {@code strange: 42}, is the record of that name:
 *       {@code Strange[number=42]}, if the record {@code Strange} is given
 * </ul>
 *
 * <p>All other text stays as it is.
 */
final class Transcript {

    /** Enough that two processes that could print in another order do so in some. */
    static final int SEEDS = 50;

    private final String name;
    private final List<String> lines;

    private Transcript(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * @param name the file, without {@code .txt}
     * @param records those that stand for the lesson's tagged tuples
     */
    static Transcript of(String name, Class<?>... records) {
        return new Transcript(name, translate(read(name), records));
    }

    static Transcript ofLines(List<String> elixir, Class<?>... records) {
        return new Transcript("lines", translate(elixir, records));
    }

    List<String> lines() {
        return lines;
    }

    /**
     * Fails unless {@code main} prints these lines under each of {@link #SEEDS} seeds. Those of one
     * process must be in this order, and those of two may swap places.
     */
    void isPrintedBy(Simulation.Body main) {
        for (long seed = 0; seed < SEEDS; seed++) {
            matches(Output.of(seed, main), "seed " + seed);
        }
    }

    /** Takes for granted that no two processes print the same line. */
    void matches(List<Output.Line> printed, String run) {
        assertThat(printed)
                .extracting(Output.Line::text)
                .as("all lines of %s, in any order (%s)", name, run)
                .containsExactlyInAnyOrderElementsOf(lines);
        printed.stream()
                .collect(Collectors.groupingBy(Output.Line::by))
                .forEach(
                        (process, its) -> {
                            var texts = its.stream().map(Output.Line::text).toList();
                            var ofThisProcess = new HashSet<>(texts);
                            assertThat(texts)
                                    .as(
                                            "the lines of %s in the order of %s (%s)",
                                            process, name, run)
                                    .isEqualTo(
                                            lines.stream()
                                                    .filter(ofThisProcess::contains)
                                                    .toList());
                        });
    }

    private static List<String> read(String name) {
        String file = "/transcripts/" + name + ".txt";
        try (InputStream in = Transcript.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> translate(List<String> elixir, Class<?>... records) {
        return elixir.stream()
                .filter(line -> !line.startsWith("-- "))
                .map(
                        line ->
                                line.matches(":\\w+")
                                        ? line.substring(1).toUpperCase(Locale.ROOT)
                                        : new Line(line, List.of(records)).inJava())
                .toList();
    }

    /** One line on its way from left to right. */
    private static final class Line {

        private final String text;
        private final List<Class<?>> records;
        private int at;

        Line(String text, List<Class<?>> records) {
            this.text = text;
            this.records = records;
        }

        String inJava() {
            var java = new StringBuilder();
            while (at < text.length()) {
                if (comes("[\\[{]|%\\{|:\\w")) {
                    java.append(term());
                } else {
                    java.append(text.charAt(at++));
                }
            }
            return java.toString();
        }

        private String term() {
            switch (text.charAt(at)) {
                case ':' -> {
                    at++;
                    return word();
                }
                case '"' -> {
                    int from = at + 1;
                    at = text.indexOf('"', from) + 1;
                    return text.substring(from, at - 1);
                }
                case '%' -> {
                    at++;
                    return items("{", "}", () -> key() + "=" + term());
                }
                case '[' -> {
                    return items("[", "]", () -> comes("\\w+: ") ? record(key(), term()) : term());
                }
                case '{' -> {
                    var values = new ArrayList<String>();
                    items("{", "}", () -> values.add(term()) ? "" : "");
                    return values.size() == 2 && values.getFirst().equals("messages")
                            ? values.get(1)
                            : record(values.removeFirst(), values.toArray(String[]::new));
                }
                default -> {
                    return word();
                }
            }
        }

        private String items(String open, String close, Supplier<String> item) {
            at += open.length();
            var items = new ArrayList<String>();
            while (!text.startsWith(close, at)) {
                items.add(item.get());
                if (text.startsWith(", ", at)) {
                    at += 2;
                }
            }
            at += close.length();
            return open + String.join(", ", items) + close;
        }

        private String key() {
            String key = word();
            at += ": ".length();
            return key;
        }

        private String word() {
            int from = at;
            while (comes("\\w")) {
                at++;
            }
            if (from == at) {
                throw new IllegalArgumentException("no rule for " + text.substring(at));
            }
            return text.substring(from, at);
        }

        private boolean comes(String regex) {
            return at < text.length() && text.substring(at).matches("(?s)(" + regex + ").*");
        }

        private String record(String tag, String... values) {
            for (Class<?> type : records) {
                RecordComponent[] components = type.getRecordComponents();
                if (type.getSimpleName().equalsIgnoreCase(tag)
                        && components.length == values.length) {
                    var parts = new ArrayList<String>();
                    for (int i = 0; i < values.length; i++) {
                        parts.add(components[i].getName() + "=" + values[i]);
                    }
                    return type.getSimpleName() + "[" + String.join(", ", parts) + "]";
                }
            }
            throw new IllegalArgumentException("no record stands for :" + tag + " in " + text);
        }
    }
}
