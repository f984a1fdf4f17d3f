package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import session08.benchmarks.Launcher.Ended;
import session08.benchmarks.Launcher.Failed;
import session08.benchmarks.Launcher.Outcome;
import session08.benchmarks.Launcher.Over;
import session08.benchmarks.Launcher.Time;
import session08.benchmarks.Workload.Case;

import java.io.IOException;
import java.nio.file.Path;

class FreshProcessTest {

    private static final Time SHORT = new Time(1, 1, 1, 60);

    @TempDir static Path target;
    private static FreshProcess processes;

    private static FreshProcess processes() throws IOException {
        if (processes == null) {
            processes = new FreshProcess(ProgramsTest.erlang(), target);
        }
        return processes;
    }

    @Test
    void a_program_runs_in_a_jvm_of_its_own() throws IOException {
        Outcome outcome =
                processes().launch(Contender.LIBRARY, Workload.COUNTING, new Case(1, 500), SHORT);

        assertThat(outcome).isInstanceOf(Ended.class);
        assertThat(((Ended) outcome).measured().operations()).isEqualTo(500);
    }

    @Test
    void what_takes_too_long_is_ended() throws IOException {
        Outcome outcome =
                processes()
                        .launch(
                                Contender.LIBRARY,
                                Workload.COUNTING,
                                new Case(1, 1),
                                new Time(60_000, 60_000, 1, 1));

        assertThat(outcome).isEqualTo(new Over(1));
    }

    @Test
    void a_program_that_breaks_says_why() throws IOException {
        Outcome outcome =
                processes()
                        .launch(Contender.PEKKO, Workload.SELECTIVE_RECEIVE, new Case(1, 1), SHORT);

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(((Failed) outcome).why())
                .startsWith("it ended with 1: ")
                .contains("Pekko typed has no program for selective receive");
    }

    @Test
    void what_comes_to_something_else_is_not_timed() {
        var measured = new Measured(1_000, 10, 9, 0);

        assertThat(FreshProcess.judged(measured, 9)).isEqualTo(new Ended(measured));
        assertThat(FreshProcess.judged(measured, 10))
                .isEqualTo(new Failed("it came to 9 and not to 10"));
    }

    @ParameterizedTest
    @EnumSource(Workload.class)
    void a_program_in_erlang_comes_to_the_result_of_its_workload(Workload workload)
            throws IOException {
        assumeThat(processes().versions()).as("Erlang is installed").containsKey(Contender.ERLANG);

        Case numbers = ProgramsTest.small(workload);
        Outcome outcome = processes().launch(Contender.ERLANG, workload, numbers, SHORT);

        assertThat(outcome).isInstanceOf(Ended.class);
    }
}
