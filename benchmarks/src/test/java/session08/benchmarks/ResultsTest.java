package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import session08.benchmarks.Results.About;
import session08.benchmarks.Results.Measurement;

import java.time.LocalDate;
import java.util.List;

class ResultsTest {

    private static final About ABOUT = new About(LocalDate.of(2026, 11, 22), "25.0.3+9", 2);

    /** As JMH 1.37 writes it, with one sample where there are many. */
    private static final String JMH =
            """
            [
                {
                    "jmhVersion" : "1.37",
                    "benchmark" : "session08.benchmarks.SelectiveReceiveBenchmark.last",
                    "mode" : "avgt",
                    "threads" : 1,
                    "forks" : 3,
                    "jvm" : "/opt/secret/jdk/bin/java",
                    "jvmArgs" : ["-Dsecret=here"],
                    "jdkVersion" : "25.0.3",
                    "vmName" : "OpenJDK 64-Bit Server VM",
                    "vmVersion" : "25.0.3+9-LTS",
                    "warmupIterations" : 3,
                    "warmupTime" : "250 ms",
                    "warmupBatchSize" : 1,
                    "measurementIterations" : 5,
                    "measurementTime" : "200 ms",
                    "measurementBatchSize" : 1,
                    "params" : { "unmatched" : "1000" },
                    "primaryMetric" : {
                        "score" : 1752.5,
                        "scoreError" : 15.25,
                        "scoreConfidence" : [ 1737.25, 1767.75 ],
                        "scorePercentiles" : { "0.0" : 1752.5 },
                        "scoreUnit" : "ns/op",
                        "rawData" : [ [ 1752.5 ] ]
                    },
                    "secondaryMetrics" : { }
                }
            ]
            """;

    private static final String KEPT = Results.keep(JMH, ABOUT);

    @Test
    void what_is_kept_can_be_read_again() {
        assertThat(Results.read(KEPT, "numbers.json"))
                .isEqualTo(
                        new Results(
                                ABOUT, List.of(new Measurement("last", 1000, 1752.5, 15.25, 15))));
    }

    @Test
    void nothing_of_the_machine_is_kept() {
        assertThat(KEPT).doesNotContain("secret", "jvm", "rawData");
    }

    @Test
    void what_is_not_json_says_which_file() {
        assertThatThrownBy(() -> Results.read("{", "numbers.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("numbers.json is not JSON: ");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"``", "{}", "[]", "`{\"results\": []}`"})
    void no_results_are_refused(String json) {
        assertThatThrownBy(() -> Results.read(json, "numbers.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numbers.json has no results");
    }

    /** A stop in the middle of a run must not leave an empty file. */
    @Test
    void an_empty_run_is_not_kept() {
        assertThatThrownBy(() -> Results.keep("[]", ABOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what JMH wrote has no results");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "1752.5 | -1 | result 1 of x.json: primaryMetric.score must be a number above 0,"
                        + " and is -1",
                "15.25 | \"NaN\" | result 1 of x.json: primaryMetric.scoreError must be a number"
                        + " above 0, and is \"NaN\"",
                "\"score\" | \"points\" | result 1 of x.json: primaryMetric.score must be a number"
                        + " above 0, and is missing",
                "ns/op | ms/op | result 1 of x.json: primaryMetric.scoreUnit must be ns/op, and is"
                        + " \"ms/op\"",
                "\"1000\" | \"many\" | result 1 of x.json: params.unmatched must be a number of"
                        + " messages, and is \"many\"",
                "\"forks\":3 | \"forks\":\"3\" | result 1 of x.json: forks must be a number above"
                        + " 0, and is \"3\"",
                "2026-11-22 | today | x.json: about.date must be a date such as 2026-11-22, and is"
                        + " \"today\"",
                "\"jdk\" | \"java\" | x.json: about.jdk must be text, and is missing",
            })
    void a_bad_value_says_where_and_what(String good, String bad, String message) {
        assertThat(KEPT).contains(good);

        assertThatThrownBy(() -> Results.read(KEPT.replace(good, bad), "x.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
