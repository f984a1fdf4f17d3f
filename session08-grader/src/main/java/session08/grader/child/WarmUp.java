package session08.grader.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import session08.process.Answered;
import session08.process.Pid;
import session08.process.TailCall;
import session08.testkit.Simulated;

import java.time.Duration;
import java.util.List;

/**
 * Uses the libraries as the tests of the exercises do. It is run once, without any submission, so
 * that the JVM can write down what the libraries load and start the next ones from there.
 */
@Simulated
@TestMethodOrder(OrderAnnotation.class)
class WarmUp {

    private record Add(int number) {}

    private record Get(Pid<? super Sum> from) {}

    private record Sum(int value) {}

    private static TailCall<Object> loop(int sum) {
        return switch (receive(Object.class)) {
            case Add(int number) -> () -> loop(sum + number);
            case Get(var from) -> {
                from.send(new Sum(sum));
                yield () -> loop(sum);
            }
            default -> throw new IllegalStateException("what is this?");
        };
    }

    @Test
    @Order(1)
    @Tag("task:1")
    void a_process_answers() {
        Pid<Object> process = spawn(() -> loop(0));
        process.send(new Add(5));
        sleep(Duration.ofHours(1));
        sendAfter(self(), "hello", Duration.ofMillis(5));

        assertThat(receive(String.class, after(Duration.ofSeconds(1)))).as("%d", 1).isNotNull();
        assertThat(call(process, Get::new, Duration.ofSeconds(1)))
                .isEqualTo(new Answered<>(new Sum(5)));
        assertThat(messages(process)).isEmpty();
        assertThat(monotonicTime()).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    @Order(2)
    @Tag("task:2")
    void a_wrong_expectation_is_explained() {
        assertThatThrownBy(
                        () ->
                                assertThat(List.of("one", "two"))
                                        .as("these")
                                        .containsExactly("two", "one"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("these", "one");
        assertThatThrownBy(() -> assertThat(1).isEqualTo(2)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> receive(Sum.class)).isInstanceOf(AssertionError.class);
    }

    @Property(tries = 20)
    @net.jqwik.api.Tag("task:3")
    void a_sum_is_a_sum(
            @ForAll @IntRange(min = 1, max = 5) int first, @ForAll("numbers") List<Integer> rest) {
        Pid<Object> process = spawn(() -> loop(first));
        rest.forEach(number -> process.send(new Add(number)));
        int sum = first + rest.stream().mapToInt(Integer::intValue).sum();

        assertThat(call(process, Get::new)).as("sum").isEqualTo(new Answered<>(new Sum(sum)));
    }

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Arbitraries.<Integer>frequencyOf(
                        Tuple.of(3, Arbitraries.integers().between(1, 10).map(half -> 2 * half)),
                        Tuple.of(2, Arbitraries.just(7)))
                .list()
                .ofMaxSize(20);
    }
}
