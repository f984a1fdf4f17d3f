package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.isAlive;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.sleep;

import org.junit.jupiter.api.Test;

import session08.lesson.Counter.Count;
import session08.lesson.Counter.Decrement;
import session08.lesson.Counter.Get;
import session08.lesson.Counter.Increment;
import session08.lesson.Counter.IncrementBy;
import session08.lesson.Counter.Message;
import session08.lesson.Counter.Reset;
import session08.lesson.Counter.Stop;
import session08.process.Pid;
import session08.process.Simulation;

import java.time.Duration;

class CounterTest {

    @Test
    void main_prints_what_the_lesson_prints() {
        Transcript.of("counter").isPrintedBy(Counter::main);
    }

    @Test
    void counts_from_zero_unless_told_otherwise() {
        Simulation.run(
                () -> {
                    assertThat(countOf(Counter.start())).isZero();
                    assertThat(countOf(Counter.start(7))).isEqualTo(7);
                });
    }

    @Test
    void counts_up_and_down_and_below_zero() {
        Simulation.run(
                () -> {
                    Pid<Message> counter = Counter.start(1);
                    counter.send(new Increment());
                    assertThat(countOf(counter)).isEqualTo(2);
                    counter.send(new IncrementBy(-5));
                    counter.send(new Decrement());
                    assertThat(countOf(counter)).isEqualTo(-4);
                });
    }

    @Test
    void a_reset_goes_to_zero_and_not_to_the_initial_count() {
        Simulation.run(
                () -> {
                    Pid<Message> counter = Counter.start(10);
                    counter.send(new Increment());
                    counter.send(new Reset());
                    assertThat(countOf(counter)).isZero();
                    counter.send(new Increment());
                    assertThat(countOf(counter)).isEqualTo(1);
                });
    }

    @Test
    void two_counters_count_apart() {
        Simulation.run(
                () -> {
                    Pid<Message> one = Counter.start();
                    Pid<Message> other = Counter.start();
                    one.send(new Increment());
                    assertThat(countOf(other)).isZero();
                    assertThat(countOf(one)).isEqualTo(1);
                });
    }

    @Test
    void ends_at_stop_and_says_how_far_it_came() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    Pid<Message> counter = Counter.start(3);
                                    counter.send(new Stop());
                                    counter.send(new Increment());
                                    sleep(Duration.ofMillis(1));
                                    assertThat(isAlive(counter)).isFalse();
                                }))
                .containsExactly("Counter stopping with final count: 3");
    }

    private static int countOf(Pid<Message> counter) {
        counter.send(new Get(self()));
        return receive(Count.class).value();
    }
}
