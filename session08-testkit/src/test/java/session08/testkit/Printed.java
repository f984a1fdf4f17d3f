package session08.testkit;

import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What was printed. */
final class Printed {

    private Printed() {}

    /** Runs {@code body}, which may throw. */
    static String by(ThrowingCallable body) {
        var out = new ByteArrayOutputStream();
        PrintStream console = System.out;
        PrintStream errors = System.err;
        var both = new PrintStream(out, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            catchThrowable(body);
        } finally {
            System.setErr(errors);
            System.setOut(console);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
