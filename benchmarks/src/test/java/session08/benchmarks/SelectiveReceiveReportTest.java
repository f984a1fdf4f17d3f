package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import session08.benchmarks.Results.About;
import session08.benchmarks.Results.Measurement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class SelectiveReceiveReportTest {

    private static List<Measurement> measurements() {
        var all = new ArrayList<Measurement>();
        for (String method : List.of("lastByGuard", "last", "none", "oldest", "callBeside")) {
            all.add(new Measurement(method, 10, 43.21, 0.56, 15));
            all.add(new Measurement(method, 1_000_000, 2_345_678, 98_765, 15));
        }
        return all;
    }

    private static SelectiveReceiveReport report(List<Measurement> measurements) {
        return new SelectiveReceiveReport(
                new Results(new About(LocalDate.of(2026, 11, 22), "25.0.3+9", 2), measurements));
    }

    @Test
    void the_table_has_a_row_for_each_number_of_messages() {
        assertThat(report(measurements()).table())
                .contains("2026-11-22", "25.0.3+9", "2 processors", "15 iterations")
                .contains("\n| 10 | 43.2 ± 0.6 ns | ", " | 4.32 ns |\n")
                .contains("\n| 1\u00a0000\u00a0000 | 2.35 ± 0.10 ms | ", " | 2.35 ns |\n");
    }

    @Test
    void a_kind_of_receive_that_was_not_measured_is_missed() {
        var some = measurements();
        some.removeIf(m -> m.benchmark().equals("none") && m.unmatched() == 10);

        assertThatThrownBy(() -> report(some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the results lack none with 10 unmatched messages");
    }

    @Test
    void another_country_writes_the_same_numbers() {
        var report = report(measurements());
        String table = report.table();
        String chart = report.chart();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(report.table()).isEqualTo(table);
            assertThat(report.chart()).isEqualTo(chart);
        } finally {
            Locale.setDefault(before);
        }
    }
}
