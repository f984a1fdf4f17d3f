package session08.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.messages;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.process.Pid;
import session08.testkit.Simulated;
import session08.testkit.example.Doorbell.Press;
import session08.testkit.example.Doorbell.Ring;

import java.util.List;

@Simulated(runs = 100)
class DoorbellTest {

    @Test
    void rings_once_for_an_impatient_visitor() {
        Pid<Press> bell = Doorbell.start(self());

        for (int second = 0; second < 10; second++) {
            send(bell, new Press());
            sleep(ofSeconds(1));
        }

        assertThat(messages()).containsExactly(new Ring());
    }

    @Test
    void rings_again_when_the_peace_is_over() {
        Pid<Press> bell = Doorbell.start(self());

        send(bell, new Press());
        sleep(ofSeconds(11));
        send(bell, new Press());
        sleep(ofSeconds(1));

        assertThat(messages()).containsExactly(new Ring(), new Ring());
    }

    @Test
    void rings_once_for_two_visitors_who_come_together() {
        Pid<Press> bell = Doorbell.start(self());

        for (String visitor : List.of("ann", "bob")) {
            spawn(
                    visitor,
                    () -> {
                        send(bell, new Press());
                        return stop();
                    });
        }
        sleep(ofSeconds(1));

        assertThat(messages()).containsExactly(new Ring());
    }
}
