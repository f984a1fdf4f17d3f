package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class MergeCommandTest {

    @TempDir Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Sixty submissions, two exercises each. */
    private final List<Result> results =
            IntStream.range(0, 60)
                    .mapToObj("student-%02d"::formatted)
                    .flatMap(
                            name ->
                                    Stream.of(
                                            Examples.of(name, Examples.TIMEOUT),
                                            Examples.of(name, Examples.HALF_RIGHT)))
                    .toList();

    private final List<Expected> expected = results.stream().map(Expected::of).toList();

    @BeforeEach
    void grade() {
        for (int index = 1; index <= 7; index++) {
            var shard = new Shard(index, 7);
            writeShard(
                    shard(index),
                    expected,
                    results.stream()
                            .filter(result -> shard.contains(result.submission()))
                            .toList());
        }
        writeShard(root.resolve("whole"), expected, results);
    }

    @Test
    void seven_shards_in_any_order_give_the_bytes_that_one_machine_gives() throws IOException {
        assertThat(merge("--csv", file("whole.csv"), file("whole"))).isZero();
        String whole = Files.readString(root.resolve("whole.csv"));
        assertThat(whole.lines()).hasSize(121);

        var shards =
                new ArrayList<>(
                        IntStream.rangeClosed(1, 7).mapToObj(i -> file("shard-" + i)).toList());
        for (int round = 0; round < 10; round++) {
            Collections.shuffle(shards, new Random(round));
            var arguments = new ArrayList<>(shards);
            arguments.addAll(List.of("--csv", file("seven.csv")));

            assertThat(merge(arguments.toArray(String[]::new))).isZero();
            assertThat(Files.readString(root.resolve("seven.csv"))).isEqualTo(whole);
        }
        assertThat(out.toString().lines())
                .containsOnly("120 expected, 120 marked, 0 to be graded again, 0 missing");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void merged_shards_can_be_merged_with_others() throws IOException {
        merge(file("whole"), "--csv", file("whole.csv"));

        assertThat(merge(file("shard-1"), file("shard-2"), "--out", file("some")))
                .isEqualTo(MergeCommand.INCOMPLETE);
        assertThat(
                        merge(
                                file("shard-6"),
                                file("some"),
                                file("shard-3"),
                                file("shard-5"),
                                file("shard-4"),
                                file("shard-7"),
                                file("shard-2"),
                                "--csv",
                                file("all.csv")))
                .isZero();
        assertThat(root.resolve("all.csv")).hasSameBinaryContentAs(root.resolve("whole.csv"));
    }

    @Test
    void a_shard_that_never_ran_is_missed() throws IOException {
        var here = new ArrayList<String>();
        for (int index : new int[] {1, 2, 4, 5, 6, 7}) {
            here.add(file("shard-" + index));
        }
        here.addAll(List.of("--csv", file("marks.csv")));

        assertThat(merge(here.toArray(String[]::new))).isEqualTo(MergeCommand.INCOMPLETE);
        List<String> lost =
                results.stream()
                        .filter(result -> new Shard(3, 7).contains(result.submission()))
                        .map(Expected::of)
                        .sorted()
                        .map(mark -> "missing: " + mark)
                        .toList();
        assertThat(err.toString().lines()).isNotEmpty().containsExactlyElementsOf(lost);
        assertThat(Files.readString(root.resolve("marks.csv")).lines())
                .hasSize(121)
                .filteredOn(line -> line.contains(",missing,"))
                .hasSameSizeAs(lost);
    }

    @Test
    void half_a_last_line_is_a_result_that_is_missed() throws IOException {
        Path file = root.resolve("whole/results.jsonl");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 10));

        assertThat(merge(file("whole"))).isEqualTo(MergeCommand.INCOMPLETE);
        assertThat(err.toString()).isEqualToIgnoringNewLines("missing: student-59, job-queue");
    }

    @Test
    void what_is_to_be_graded_again_makes_it_incomplete_until_it_is() {
        writeShard(
                root.resolve("first"),
                List.of(Expected.of(Examples.INFRA_ERROR)),
                List.of(Examples.INFRA_ERROR));
        assertThat(merge(file("first"))).isEqualTo(MergeCommand.INCOMPLETE);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("to be graded again: finn, rate-limiter");

        writeShard(
                root.resolve("second"),
                List.of(Expected.of(Examples.INFRA_ERROR)),
                List.of(Examples.of("finn", Examples.CRASHED)));
        assertThat(merge(file("second"), file("first"))).isZero();
    }

    @Test
    void results_that_contradict_each_other_are_named_and_nothing_is_written() {
        writeShard(
                root.resolve("other"),
                expected,
                List.of(Examples.of("student-00", Examples.FULL_MARKS)));

        assertThat(merge(file("whole"), file("other"), "--csv", file("marks.csv")))
                .isEqualTo(MergeCommand.CONTRADICTION);
        assertThat(err.toString())
                .contains(
                        "student-00, rate-limiter:",
                        "timeout, 2 of 5",
                        "graded, 5 of 5",
                        file("whole/results.jsonl"),
                        file("other/results.jsonl"),
                        "Leave one of each out");
        assertThat(root.resolve("marks.csv")).doesNotExist();
    }

    @Test
    void a_result_that_nobody_expects_is_left_out_and_said() throws IOException {
        writeShard(
                root.resolve("first"),
                List.of(Expected.of(Examples.TIMEOUT)),
                List.of(Examples.TIMEOUT, Examples.FULL_MARKS));

        assertThat(merge(file("first"), "--csv", file("marks.csv"))).isZero();
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "left out, because nobody expects it: ann, rate-limiter");
        assertThat(Files.readString(root.resolve("marks.csv"))).doesNotContain("ann");
    }

    @Test
    void a_shard_without_a_submission_has_nothing_to_add() throws IOException {
        Files.createDirectories(root.resolve("empty"));
        ExpectedFile.write(root.resolve("empty/expected.jsonl"), expected);

        assertThat(merge(file("empty"), file("whole"))).isZero();
    }

    @Test
    void a_folder_that_grade_did_not_write_is_refused() throws IOException {
        Files.createDirectories(root.resolve("other"));

        assertThat(merge(file("whole"), file("other"))).isEqualTo(MergeCommand.BAD_INPUT);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        file("other") + " is no folder that grade wrote: it has no expected.jsonl");
    }

    @Test
    void a_line_that_is_no_result_is_refused_with_its_place() throws IOException {
        Files.writeString(root.resolve("whole/results.jsonl"), "{\"score\": 100}\n");

        assertThat(merge(file("whole"))).isEqualTo(MergeCommand.BAD_INPUT);
        assertThat(err.toString())
                .startsWith(file("whole/results.jsonl") + ", line 1 is no result: ");
    }

    @Test
    void half_a_list_of_what_is_expected_is_refused() throws IOException {
        Path list = root.resolve("whole/expected.jsonl");
        String text = Files.readString(list);
        Files.writeString(list, text.substring(0, text.length() - 10));

        assertThat(merge(file("whole"))).isEqualTo(MergeCommand.BAD_INPUT);
        assertThat(err.toString())
                .startsWith(list + ", line 120 names no submission and exercise: ");
    }

    @Test
    void a_report_that_cannot_be_written_is_said() {
        assertThat(merge(file("whole"), "--csv", file("whole"))).isEqualTo(1);
        assertThat(err.toString()).contains(file("whole"));
    }

    @Test
    void a_command_line_without_a_folder_is_wrong() {
        assertThat(merge("--csv", file("marks.csv"))).isEqualTo(MergeCommand.BAD_INPUT);
    }

    @Test
    void all_reports_are_written_at_once() {
        assertThat(
                        merge(
                                file("whole"),
                                "--csv",
                                file("reports/marks.csv"),
                                "--junit",
                                file("reports/junit"),
                                "--markdown",
                                file("reports/summary.md"),
                                "--classroom50",
                                file("reports/classroom50"),
                                "--gradescope",
                                file("reports/gradescope"),
                                "--exercism",
                                file("reports/exercism")))
                .isZero();
        assertThat(
                        Stream.of(
                                "marks.csv",
                                "summary.md",
                                "junit/TEST-student-00.xml",
                                "classroom50/student-00/result.json",
                                "gradescope/student-00/results.json",
                                "exercism/student-00/job-queue/results.json"))
                .allSatisfy(name -> assertThat(root.resolve("reports").resolve(name)).exists());
    }

    @Test
    void the_name_of_a_submission_does_not_steer_the_terminal() {
        writeShard(
                root.resolve("first"),
                List.of(new Expected("\u001B[2Jann\u0007", "rate-limiter")),
                List.of());

        merge(file("first"));
        assertThat(err.toString()).isEqualToIgnoringNewLines("missing: ann, rate-limiter");
    }

    private int merge(String... arguments) {
        return new CommandLine(new MergeCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String file(String name) {
        return root.resolve(name).toString();
    }

    private Path shard(int index) {
        return root.resolve("shard-" + index);
    }

    private static void writeShard(Path folder, List<Expected> expected, List<Result> results) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        ExpectedFile.write(folder.resolve("expected.jsonl"), expected);
        results.forEach(result -> ResultsFile.append(folder.resolve("results.jsonl"), result));
    }
}
