package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.after;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;

import static java.time.Duration.ZERO;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * A receive makes no more objects than it needs, also while it is still interpreted. Once there was
 * the text of an error that nobody made in each of them: twice the time. And what lies in a mailbox
 * takes little memory, also while its process does other things.
 */
class WasteTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int RECEIVES = 10_000;

    /** A timeout, what comes of it, and what captures variables; a text alone is more. */
    private static final int FEW_BYTES = 96;

    private record Urgent() {}

    private record Normal(int number) {}

    private static final Normal SENT_AGAIN = new Normal(0);

    @Test
    void of_a_look_in_vain() {
        RealTime.run(() -> assertThat(bytes(WasteTest::look)).isLessThan(FEW_BYTES));
    }

    @Test
    void of_a_receive_with_a_guard() {
        RealTime.run(
                () -> {
                    for (int number = 0; number < 2 * RECEIVES; number++) {
                        send(self(), new Normal(number));
                    }
                    assertThat(bytes(WasteTest::takeWithGuard)).isLessThan(FEW_BYTES);
                });
    }

    @Test
    void of_a_message_that_is_alone() {
        RealTime.run(() -> assertThat(bytes(WasteTest::takeWhatIsSent)).isZero());
    }

    @Test
    void of_answers_that_arrive_while_their_process_spawns_others() {
        RealTime.run(
                () -> {
                    for (int number = 0; number < 10_000; number++) {
                        send(self(), new Normal(number));
                        spawn(() -> {});
                    }

                    assertThat(stillAsTheyArrived()).isLessThan(5_000);
                    for (int number = 0; number < 10_000; number++) {
                        assertThat(receive(Normal.class)).isEqualTo(new Normal(number));
                    }
                });
    }

    /** As nodes of a chain, which a garbage collector copies one after another. */
    private static int stillAsTheyArrived() {
        int length = 0;
        for (Object at = Process.current().incoming(); at != null; at = Mailbox.before(at)) {
            length++;
        }
        return length;
    }

    private static Object takeWhatIsSent() {
        send(self(), SENT_AGAIN);
        return receive(Normal.class);
    }

    private static Object look() {
        return receive(Urgent.class, after(ZERO));
    }

    private static Object takeWithGuard() {
        return receive(Normal.class, normal -> normal.number() >= 0);
    }

    /** What each receive leaves in the heap; the first ones load classes. */
    private static long bytes(Supplier<Object> receive) {
        run(receive);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(receive);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / RECEIVES;
    }

    private static void run(Supplier<Object> receive) {
        for (int n = 0; n < RECEIVES; n++) {
            receive.get();
        }
    }
}
