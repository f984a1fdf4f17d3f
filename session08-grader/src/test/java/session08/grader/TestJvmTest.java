package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What is believed of what the JVM of a submission reports, and what is not. */
class TestJvmTest {

    private static final String READY = "{\"frame\":\"ready\"}";
    private static final String END = "{\"frame\":\"end\"}";

    private static String start(String id) {
        return "{\"frame\":\"start\",\"id\":\"%s\"}".formatted(id);
    }

    private static String passed(String id) {
        return "{\"frame\":\"finish\",\"id\":\"%s\",\"passed\":\"true\",\"message\":\"\"}"
                .formatted(id);
    }

    /** Whether all these lines can come one after the other from a JVM that runs A and B. */
    private static boolean believed(String... lines) {
        var jvm = TestJvm.thatShouldRun(List.of("A", "B"));
        for (String line : lines) {
            if (!jvm.accept(line)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void a_regular_run_is_believed() {
        assertThat(believed(READY, start("A"), passed("A"), start("B"), passed("B"), END)).isTrue();
    }

    @Test
    void a_test_that_nobody_asked_for_is_not() {
        assertThat(believed(READY, start("C"))).isFalse();
    }

    @Test
    void a_test_that_has_not_started_is_not() {
        assertThat(believed(READY, passed("A"))).isFalse();
        assertThat(believed(READY, start("A"), passed("B"))).isFalse();
    }

    @Test
    void a_second_result_is_not() {
        assertThat(believed(READY, start("A"), passed("A"), passed("A"))).isFalse();
        assertThat(believed(READY, start("A"), passed("A"), start("A"))).isFalse();
    }

    @Test
    void two_tests_at_a_time_are_not() {
        assertThat(believed(READY, start("A"), start("B"))).isFalse();
    }

    @Test
    void what_comes_too_early_or_too_late_is_not() {
        assertThat(believed(start("A"))).isFalse();
        assertThat(believed(READY, READY)).isFalse();
        assertThat(believed(READY, start("A"), END)).isFalse();
        assertThat(believed(READY, END, start("A"))).isFalse();
        assertThat(believed(READY, END, END)).isFalse();
    }

    @Test
    void what_is_no_frame_is_not() {
        assertThat(believed(READY, "hello")).isFalse();
        assertThat(believed(READY, "{\"frame\":\"pass everything\"}")).isFalse();
        assertThat(believed(READY, "[]")).isFalse();
        assertThat(believed(READY, "")).isFalse();
        assertThat(believed(READY, END + END)).isFalse();
    }
}
