package session08.grader.report;

import session08.grader.Expected;
import session08.grader.Result;
import session08.grader.Status;
import session08.grader.TestResult;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markdown for a <a
 * href="https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary">
 * GitHub step summary</a>: what is missing, a table of all marks, and what failed.
 *
 * <p>GitHub refuses a summary of more than 1 MiB as a whole. Before that, what failed is cut, then
 * the table, and the end says how much is left out.
 */
public final class StepSummary {

    /** In bytes. Leaves room for what else the step has to say. */
    private static final int LONGEST = 1024 * 1024 - 16 * 1024;

    private static final int LONGEST_MESSAGE = 2000;
    private static final int MOST_NAMES = 50;

    // All that Markdown or GitHub's additions to it (links, mentions, emoji, formulas) give a
    // meaning. The dot
    // only where it would make a link.
    private static final Pattern SPECIAL =
            Pattern.compile("[!\"#$%&'*+/:;<=>?@\\[\\\\\\]^_`{|}~]|(?<=[wW]{3})\\.");

    private StepSummary() {}

    /** Writes the file anew. */
    public static void write(Path file, Marks marks) throws IOException {
        Files.writeString(file, of(marks, LONGEST));
    }

    /** At most so many bytes in UTF-8, unless there is not even room for the beginning. */
    static String of(Marks marks, int longest) {
        var exercises =
                Stream.concat(
                                marks.results().stream().map(Result::exercise),
                                marks.missing().stream().map(Expected::exercise))
                        .collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<Result>> bySubmission = marks.bySubmission();
        var submissions = new TreeSet<>(bySubmission.keySet());
        marks.missing().forEach(mark -> submissions.add(mark.submission()));

        var missing = new TreeSet<>(marks.missing());

        var page = new Page(longest - 300);
        page.add(head(marks));
        page.add(names("Missing: no shard has graded", marks.missing()));
        page.add(
                names(
                        "To be graded again, because the grader or its machine failed",
                        marks.undecided().stream().map(Expected::of).toList()));
        page.add(
                "\n| submission |%s\n|---|%s\n"
                        .formatted(
                                exercises.stream()
                                        .map(exercise -> " " + inline(exercise) + " |")
                                        .collect(Collectors.joining()),
                                "---:|".repeat(exercises.size())));
        int rows =
                page.addAll(
                        submissions,
                        submission ->
                                row(
                                        submission,
                                        exercises,
                                        bySubmission.getOrDefault(submission, List.of()),
                                        missing));
        List<Result> failed = marks.results().stream().filter(r -> !passed(r)).toList();
        int details = 0;
        if (!failed.isEmpty()) {
            page.add("\n## What failed\n");
            details = page.addAll(failed, StepSummary::details);
        }
        if (rows < submissions.size() || details < failed.size()) {
            page.note(
                    """

                    **Cut here**, because GitHub takes 1 MiB: %d rows of the table and %d of the \
                    details are left out. The other reports have them all.
                    """
                            .formatted(submissions.size() - rows, failed.size() - details));
        }
        return page.toString();
    }

    private static boolean passed(Result result) {
        return result.status() == Status.GRADED
                && result.tests().stream().allMatch(TestResult::passed);
    }

    private static String head(Marks marks) {
        long submissions =
                Stream.concat(
                                marks.results().stream().map(Result::submission),
                                marks.missing().stream().map(Expected::submission))
                        .distinct()
                        .count();
        String isolation =
                marks.results().stream()
                        .map(Result::isolation)
                        .distinct()
                        .sorted()
                        .map(StepSummary::inline)
                        .collect(Collectors.joining(", "));
        return """
        # Marks

        %d submissions, %d results, %d missing, %d to be graded again. Isolation: %s.
        """
                .formatted(
                        submissions,
                        marks.results().size() - marks.undecided().size(),
                        marks.missing().size(),
                        marks.undecided().size(),
                        isolation);
    }

    private static String names(String title, List<Expected> marks) {
        if (marks.isEmpty()) {
            return "";
        }
        var list = new StringBuilder("\n**" + title + ":**\n\n");
        for (Expected mark : marks.subList(0, Math.min(MOST_NAMES, marks.size()))) {
            list.append("- ")
                    .append(inline(mark.submission()))
                    .append(", ")
                    .append(inline(mark.exercise()))
                    .append('\n');
        }
        if (marks.size() > MOST_NAMES) {
            list.append("- and ").append(marks.size() - MOST_NAMES).append(" more\n");
        }
        return list.toString();
    }

    private static String row(
            String submission,
            Collection<String> exercises,
            List<Result> results,
            Set<Expected> missing) {
        Map<String, Result> byExercise =
                results.stream().collect(Collectors.toMap(Result::exercise, result -> result));
        var row = new StringBuilder("| " + inline(submission) + " |");
        for (String exercise : exercises) {
            if (byExercise.containsKey(exercise)) {
                row.append(' ').append(mark(byExercise.get(exercise)));
            } else if (missing.contains(new Expected(submission, exercise))) {
                row.append(" missing");
            }
            row.append(" |");
        }
        return row.append('\n').toString();
    }

    private static String mark(Result result) {
        return switch (result.status()) {
            case GRADED -> "%d of %d".formatted(result.score(), result.max());
            case INFRA_ERROR -> Words.of(result.status());
            default ->
                    "%d of %d, %s"
                            .formatted(result.score(), result.max(), Words.of(result.status()));
        };
    }

    private static String details(Result result) {
        var text = new StringBuilder();
        text.append("\n<details>\n<summary>")
                .append(inline(result.submission()))
                .append(", ")
                .append(inline(result.exercise()))
                .append(": ")
                .append(mark(result))
                .append("</summary>\n\n");
        if (!Words.about(result).isEmpty()) {
            text.append(preformatted(Words.about(result)));
        }
        for (TestResult test : Words.wasRun(result) ? result.tests() : List.<TestResult>of()) {
            if (!test.passed()) {
                text.append("\nTask ")
                        .append(test.task())
                        .append(", ")
                        .append(test.points())
                        .append(test.points() == 1 ? " point: " : " points: ")
                        .append(inline(Words.sentence(test)))
                        .append("\n\n");
                String message = PlainText.of(test.message());
                if (!message.isBlank()) {
                    text.append(preformatted(message));
                }
            }
        }
        return text.append("\n</details>\n").toString();
    }

    private static String inline(String name) {
        return SPECIAL.matcher(PlainText.name(name))
                .replaceAll(special -> "&#" + (int) special.group().charAt(0) + ";");
    }

    // Not a fence: the text could end it. In <pre>, only HTML has a meaning.
    private static String preformatted(String text) {
        return "<pre>\n"
                + PlainText.cut(text.strip(), LONGEST_MESSAGE)
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("@", "&#64;")
                        .replace("`", "&#96;")
                + "\n</pre>\n";
    }

    /** Text that takes whole pieces as long as there is room. */
    private static final class Page {

        private final StringBuilder text = new StringBuilder();
        private int room;

        Page(int room) {
            this.room = room;
        }

        boolean add(String piece) {
            room -= piece.getBytes(StandardCharsets.UTF_8).length;
            if (room < 0) {
                return false;
            }
            text.append(piece);
            return true;
        }

        /** Up to the first that has no room; after it, nothing is added. */
        <T> int addAll(Collection<T> pieces, Function<T, String> toText) {
            int added = 0;
            for (T piece : pieces) {
                if (!add(toText.apply(piece))) {
                    break;
                }
                added++;
            }
            return added;
        }

        void note(String piece) {
            text.append(piece);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
