package session08.testkit.example;

import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;
import static session08.process.Processes.until;

import session08.process.Pid;
import session08.process.Received;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.time.Duration;

/** Rings when it is pressed, and then not again for ten seconds, however often it is pressed. */
final class Doorbell {

    record Press() {}

    record Ring() {}

    private static final Duration PEACE = Duration.ofSeconds(10);

    static Pid<Press> start(Pid<? super Ring> house) {
        return spawn(() -> ready(house));
    }

    private static TailCall<Press> ready(Pid<? super Ring> house) {
        receive(Press.class);
        send(house, new Ring());
        Duration end = monotonicTime().plus(PEACE);
        return () -> quiet(house, end);
    }

    private static TailCall<Press> quiet(Pid<? super Ring> house, Duration end) {
        return switch (receive(Press.class, until(end))) {
            case Received(Press _) -> () -> quiet(house, end);
            case TimedOut() -> () -> ready(house);
        };
    }
}
