package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import session08.process.Pid;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class TracingOffTest {

    @TempDir Path folder;

    private long questions(Path classes) throws IOException {
        try (Stream<Path> walk = Files.walk(classes)) {
            return walk.filter(file -> file.toString().endsWith(".class"))
                    .mapToLong(TracingOffTest::questionsOf)
                    .sum();
        }
    }

    private static long questionsOf(Path file) {
        try {
            return ClassFile.of().parse(file).methods().stream()
                    .flatMap(method -> method.code().stream())
                    .flatMap(code -> code.elementStream())
                    .filter(
                            element ->
                                    element instanceof InvokeInstruction call
                                            && call.name().equalsString("trace"))
                    .count();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void in_one_copy_nobody_asks_for_a_trace_and_the_other_is_as_it_was() throws IOException {
        Path same = folder.resolve("same");
        Path without = folder.resolve("without");

        int cut = WithoutTracing.write(Fingerprint.home(Pid.class), same, without);

        assertThat(questions(same)).isPositive();
        assertThat(questions(without)).isZero();
        assertThat(cut).isGreaterThanOrEqualTo((int) questions(same));
    }

    @Test
    void the_copy_without_tracing_still_sends_and_receives() throws Exception {
        Path without = folder.resolve("without");
        WithoutTracing.write(Fingerprint.home(Pid.class), folder.resolve("same"), without);
        URL[] place = {without.toUri().toURL()};

        try (var loader = new URLClassLoader(place, null)) {
            Class<?> processes = loader.loadClass("session08.process.Processes");
            Class<?> pid = loader.loadClass("session08.process.Pid");
            Object self = processes.getMethod("self").invoke(null);
            processes.getMethod("send", pid, Object.class).invoke(null, self, "hello");
            assertThat(processes.getMethod("receive", Class.class).invoke(null, String.class))
                    .isEqualTo("hello");
        }
    }

    @Test
    void the_report_compares_each_with_the_one_beside_it() {
        String report =
                TracingOff.report(
                        List.of(10.0, 20.4, 31.0), List.of(10.0, 20.0, 30.0), 9, "2026-11-22");

        assertThat(report)
                .contains("2026-11-22", "the 9 questions", "3 pairs")
                .contains("| as it is | 20.40 ns |")
                .contains("| the ratio, in the median of the pairs | 1.020 |")
                .contains("| at most 1.02 | met |");
    }

    @Test
    void three_per_cent_are_too_much() {
        assertThat(TracingOff.report(List.of(10.3), List.of(10.0), 9, "2026-11-22"))
                .contains("| at most 1.02 | **missed** |");
    }
}
