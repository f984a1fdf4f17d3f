package session08.exercises.messagebuffer;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.after;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.exercises.messagebuffer.MessageBuffer.Message;
import session08.process.Pid;
import session08.process.Received;

import java.util.ArrayList;
import java.util.List;

/** Not simulated: the senders run at the same time. */
class RealThreadsTest {

    private record Batch(List<String> texts) {}

    private record Added() {}

    @Test
    void full_batches_and_a_flush_hand_over_all_that_many_senders_added() {
        Pid<Object> test = self();
        Pid<Message> buffer =
                MessageBuffer.start(4, ofHours(1), texts -> test.send(new Batch(texts)));
        for (int sender = 0; sender < 10; sender++) {
            String name = "sender " + sender;
            spawn(
                    () -> {
                        for (int text = 0; text < 5; text++) {
                            MessageBuffer.add(buffer, name + ", " + text);
                        }
                        test.send(new Added());
                    });
        }
        for (int sender = 0; sender < 10; sender++) {
            assertThat(receive(Added.class, after(ofSeconds(10)))).isInstanceOf(Received.class);
        }

        assertThat(MessageBuffer.flush(buffer)).as("50 added, in batches of 4").isEqualTo(2);
        List<String> all = new ArrayList<>();
        for (int batch = 1; batch <= 13; batch++) {
            List<String> texts =
                    receive(Batch.class, after(ofSeconds(10))) instanceof Received(Batch(var got))
                            ? got
                            : List.of();
            assertThat(texts).as("batch %d", batch).hasSize(batch == 13 ? 2 : 4);
            all.addAll(texts);
        }
        assertThat(all).doesNotHaveDuplicates();
        for (int sender = 0; sender < 10; sender++) {
            String name = "sender " + sender;
            assertThat(all.stream().filter(text -> text.startsWith(name))).as(name).isSorted();
        }
    }

    @Test
    void a_batch_goes_out_when_its_time_has_passed() {
        Pid<Object> test = self();
        Pid<Message> buffer =
                MessageBuffer.start(4, ofMillis(20), texts -> test.send(new Batch(texts)));
        for (int round = 0; round < 3; round++) {
            MessageBuffer.add(buffer, "one");
            assertThat(receive(Batch.class, after(ofSeconds(10))))
                    .as("batch %d, 10 s later", round + 1)
                    .isEqualTo(new Received<>(new Batch(List.of("one"))));
        }
    }
}
