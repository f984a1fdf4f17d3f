package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import session08.benchmarks.RunBenchmarks.Mode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class RunBenchmarksTest {

    @Test
    void a_quick_run_leaves_the_committed_numbers_alone() {
        Path module = Path.of("benchmarks");
        Path target = module.resolve("target");

        assertThat(Mode.QUICK.folder(module, target)).isEqualTo(target.resolve("results"));
        assertThat(Mode.FULL.folder(module, target)).isEqualTo(module.resolve("results"));
        assertThat(Mode.DRAW.folder(module, target)).isEqualTo(module.resolve("results"));
    }

    @Test
    void an_unknown_mode_is_told_the_known_ones() {
        assertThatThrownBy(() -> Mode.of("fast"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "benchmarks.mode is \"fast\", and must be one of full, receive, compare,"
                                + " tracing, quick, draw");
    }

    @Test
    void table_and_chart_are_put_beside_the_numbers(@TempDir Path folder) throws IOException {
        Files.copy(
                CommittedResultsTest.FOLDER.resolve("selective-receive.json"),
                folder.resolve("selective-receive.json"));

        String table = RunBenchmarks.draw(folder);

        assertThat(folder.resolve("selective-receive.md")).hasContent(table);
        assertThat(folder.resolve("selective-receive.svg")).content().startsWith("<svg");
    }

    @Test
    void bad_numbers_are_named_by_their_file(@TempDir Path folder) throws IOException {
        Path numbers = Files.writeString(folder.resolve("selective-receive.json"), "{}");

        assertThatThrownBy(() -> RunBenchmarks.draw(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(numbers + " has no results");
        assertThat(folder).isDirectoryNotContaining("glob:**.svg");
    }
}
