package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is committed in {@code results/} fits together. */
class CommittedResultsTest {

    static final Path FOLDER = module().resolve("results");
    private static final String AGAIN =
            "made from the numbers beside it; if they are right, make it again with"
                    + " -Dbenchmarks.mode=draw";

    private static SelectiveReceiveReport report() throws IOException {
        return new SelectiveReceiveReport(
                Results.read(
                        Files.readString(FOLDER.resolve("selective-receive.json")),
                        "selective-receive.json"));
    }

    @Test
    void the_chart_is_of_the_numbers() throws IOException {
        assertThat(FOLDER.resolve("selective-receive.svg")).as(AGAIN).hasContent(report().chart());
    }

    @Test
    void the_table_is_of_the_numbers() throws IOException {
        assertThat(FOLDER.resolve("selective-receive.md")).as(AGAIN).hasContent(report().table());
    }

    @Test
    void the_numbers_are_of_a_full_run() throws IOException {
        var results =
                Results.read(
                        Files.readString(FOLDER.resolve("selective-receive.json")),
                        "selective-receive.json");

        assertThat(results.measurements())
                .extracting(Results.Measurement::unmatched)
                .contains(10, 100, 1000, 10_000, 100_000, 1_000_000);
        assertThat(results.measurements())
                .allSatisfy(m -> assertThat(m.samples()).isGreaterThanOrEqualTo(15));
    }

    @Test
    void the_comparison_is_of_its_numbers() throws IOException {
        Path numbers = FOLDER.resolve("side-by-side.json");
        assumeThat(numbers).exists();
        var comparison = Comparison.read(Files.readString(numbers), "side-by-side.json");
        var report = new ComparisonReport(comparison);

        assertThat(FOLDER.resolve("side-by-side.md")).as(AGAIN).hasContent(report.text());
        assertThat(FOLDER.resolve("side-by-side.svg")).as(AGAIN).hasContent(report.chart());
        assertThat(comparison.failures()).isEmpty();
        assertThat(comparison.rows()).isEqualTo(SideBySide.Plan.full().rows());
    }

    /** An IDE may run a test in the folder of the whole project, Maven runs it in its module. */
    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("benchmarks") ? here : here.resolve("benchmarks");
    }
}
