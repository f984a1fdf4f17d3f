package session08.lesson;

import static session08.process.Processes.run;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;

import static java.lang.IO.println;
import static java.time.Duration.ofMillis;

import session08.process.Pid;
import session08.process.TailCall;

/**
 * A process that counts for ever, twice a second. It receives nothing, so its {@code M} is {@link
 * Void}: there is no message that could be sent to it. What a loop without end does to the stack is
 * shown by {@link FlatStack}.
 */
public final class CountForever {

    private CountForever() {}

    /** Starts a process whose first number is {@code first}. */
    public static Pid<Void> start(int first) {
        return spawn(() -> countForever(first));
    }

    private static TailCall<Void> countForever(int n) {
        println("Count: " + n);
        sleep(ofMillis(500));
        return () -> countForever(n + 1);
    }

    /** Section 1 of the lesson. Counts until you stop the program. */
    static void main() {
        run(countForever(1));
    }
}
