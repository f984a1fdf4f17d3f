package session08.grader;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import session08.grader.report.Classroom50;
import session08.grader.report.Csv;
import session08.grader.report.Exercism;
import session08.grader.report.Gradescope;
import session08.grader.report.JUnitXml;
import session08.grader.report.Marks;
import session08.grader.report.PlainText;
import session08.grader.report.StepSummary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** {@code merge}: one set of reports from the folders that {@code grade} wrote. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = MergeCommand.BAD_INPUT,
        description = {
            "Merges the results of shards, or of several runs, and writes the reports.",
            "The order of the folders does not matter. A mark replaces an infra-error; marks that"
                    + " contradict each other are refused."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that was expected is there, and has a mark",
            "1:a file could not be read or written",
            "3:the reports are written, but something is missing or must be graded again",
            "4:results contradict each other; nothing is written",
            "64:the command line is wrong, or a file is not what it should be"
        })
public final class MergeCommand implements Callable<Integer> {

    static final int INCOMPLETE = 3;
    static final int CONTRADICTION = 4;
    static final int BAD_INPUT = 64;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "a folder with expected.jsonl and results.jsonl")
    private List<Path> folders;

    @Option(names = "--csv", paramLabel = "F", description = "spreadsheet, a line for each mark")
    private Path csv;

    @Option(names = "--junit", paramLabel = "DIR", description = "JUnit XML, for GitLab, Jenkins")
    private Path junit;

    @Option(names = "--markdown", paramLabel = "F", description = "a step summary, for GitHub")
    private Path markdown;

    @Option(names = "--classroom50", paramLabel = "DIR", description = "result.json")
    private Path classroom50;

    @Option(names = "--gradescope", paramLabel = "DIR", description = "results.json")
    private Path gradescope;

    @Option(names = "--exercism", paramLabel = "DIR", description = "results.json, version 3")
    private Path exercism;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "expected.jsonl and results.jsonl again, to be merged with others later")
    private Path out;

    @Override
    public Integer call() {
        try {
            return merge();
        } catch (IllegalArgumentException e) {
            say(e.getMessage());
            return BAD_INPUT;
        } catch (IOException | UncheckedIOException e) {
            // The name of the file is in the one, and what is wrong with it in the other.
            say(e.getCause() == null ? e.toString() : e.getMessage() + ": " + e.getCause());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int merge() throws IOException {
        var expected = new TreeSet<Expected>();
        Merge merge = Merge.EMPTY;
        for (Path folder : folders) {
            Path list = folder.resolve(ExpectedFile.NAME);
            if (!Files.exists(list)) {
                throw new IllegalArgumentException(
                        "%s is no folder that grade wrote: it has no %s"
                                .formatted(folder, ExpectedFile.NAME));
            }
            expected.addAll(ExpectedFile.read(list));
            Path results = folder.resolve("results.jsonl");
            // A shard that has no submission has no result either.
            if (Files.exists(results)) {
                merge = merge.and(Merge.of(ResultsFile.read(results), results.toString()));
            }
        }
        if (!merge.contradictions().isEmpty()) {
            merge.contradictions().forEach(this::say);
            say("These contradict each other. Leave one of each out, and merge again.");
            return CONTRADICTION;
        }

        var found = new TreeSet<>(merge.results().stream().map(Expected::of).toList());
        var missing = new TreeSet<>(expected);
        missing.removeAll(found);
        found.removeAll(expected);
        found.forEach(unknown -> say("left out, because nobody expects it: " + unknown));
        var marks =
                new Marks(
                        merge.results().stream()
                                .filter(result -> expected.contains(Expected.of(result)))
                                .toList(),
                        List.copyOf(missing));
        write(marks, expected);

        marks.missing().forEach(mark -> say("missing: " + mark));
        marks.undecided().forEach(result -> say("to be graded again: " + Expected.of(result)));
        spec.commandLine()
                .getOut()
                .printf(
                        "%d expected, %d marked, %d to be graded again, %d missing%n",
                        expected.size(),
                        marks.results().size() - marks.undecided().size(),
                        marks.undecided().size(),
                        marks.missing().size());
        return marks.missing().isEmpty() && marks.undecided().isEmpty()
                ? CommandLine.ExitCode.OK
                : INCOMPLETE;
    }

    private void write(Marks marks, TreeSet<Expected> expected) throws IOException {
        if (csv != null) {
            Csv.write(withFolder(csv), marks);
        }
        if (junit != null) {
            JUnitXml.write(junit, marks);
        }
        if (markdown != null) {
            StepSummary.write(withFolder(markdown), marks);
        }
        if (classroom50 != null) {
            Classroom50.write(classroom50, marks, System.getenv());
        }
        if (gradescope != null) {
            Gradescope.write(gradescope, marks);
        }
        if (exercism != null) {
            Exercism.write(exercism, marks);
        }
        if (out != null) {
            Files.createDirectories(out);
            ExpectedFile.write(out.resolve(ExpectedFile.NAME), expected);
            Path results = out.resolve("results.jsonl");
            Files.deleteIfExists(results);
            Files.createFile(results);
            marks.results().forEach(result -> ResultsFile.append(results, result));
        }
    }

    private static Path withFolder(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return file;
    }

    // The names of submissions reach the terminal here.
    private void say(String text) {
        spec.commandLine().getErr().println(PlainText.of(text));
    }
}
