package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.messages;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import java.util.concurrent.TimeUnit;

/**
 * A million messages through one mailbox on real threads, or as many as {@code
 * -Dstress.messages=100000000} says: none lost, none twice, each sender's in order.
 */
class ManyMessagesTest {

    private static final long MESSAGES = Long.getLong("stress.messages", 1_000_000);
    private static final int SENDERS = 4;

    /** So many may be on their way from a sender before it hears from the receiver. */
    private static final int WINDOW = 10_000;

    private record Item(int sender, long number) {}

    private record GoOn() {}

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = ThreadMode.SEPARATE_THREAD)
    void all_arrive_once_and_in_their_senders_order() {
        Pid<Object> receiver = self();
        var senders = new Pid<?>[SENDERS];
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            senders[i] = spawn(() -> sendAll(sender, receiver));
        }
        var received = new long[SENDERS];
        for (long i = 0; i < MESSAGES / SENDERS * SENDERS; i++) {
            Item item = receive(Item.class);
            long number = received[item.sender()]++;
            if (item.number() != number) {
                assertThat(item).isEqualTo(new Item(item.sender(), number));
            }
            if (number % WINDOW == WINDOW - 1) {
                goOn(senders[item.sender()]);
            }
        }
        assertThat(received).containsOnly(MESSAGES / SENDERS);
        assertThat(messages()).isEmpty();
    }

    private static void sendAll(int sender, Pid<Object> receiver) {
        for (long number = 0; number < MESSAGES / SENDERS; number++) {
            send(receiver, new Item(sender, number));
            if (number % WINDOW == WINDOW - 1) {
                receive(GoOn.class);
            }
        }
    }

    @SuppressWarnings("unchecked") // spawned from a Runnable, so it takes any message
    private static void goOn(Pid<?> sender) {
        send((Pid<Object>) sender, new GoOn());
    }
}
