package session08.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/**
 * What is done side by side. Names and numbers are those of the Savina suite where it has them.
 *
 * <p>Each says what comes out if all is done: a program in whatever language has to come to the
 * same result.
 */
public enum Workload {
    PING_PONG(
            "ping-pong",
            "%2$s there and back",
            "message",
            List.of(new Case(2, 40_000), new Case(2, 2_000_000)),
            List.of(new Case(2, 100_000)),
            new Case(2, 40_000),
            (size, count) -> count),
    COUNTING(
            "counting",
            "%2$s increments",
            "message",
            List.of(new Case(1, 1_000_000)),
            List.of(new Case(1, 500_000)),
            new Case(1, 200_000),
            (size, count) -> count),
    THREAD_RING(
            "thread ring",
            "%1$s processes, %2$s hops",
            "hop",
            List.of(new Case(100, 100_000), new Case(503, 100_000)),
            List.of(new Case(100, 100_000)),
            new Case(100, 100_000),
            (size, count) -> count % size),
    FORK_JOIN_CREATE(
            "fork-join create",
            "%1$s processes",
            "process",
            List.of(new Case(40_000, 1), new Case(1_000_000, 1)),
            List.of(new Case(40_000, 1)),
            new Case(40_000, 1),
            (size, count) -> size),
    FORK_JOIN_THROUGHPUT(
            "fork-join throughput",
            "%1$s processes, %2$s messages each",
            "message",
            List.of(new Case(60, 10_000)),
            List.of(new Case(60, 5_000)),
            new Case(60, 2_000),
            (size, count) -> size * count),
    BIG(
            "big",
            "%1$s processes, %2$s pings each",
            "message",
            List.of(new Case(120, 20_000)),
            List.of(new Case(120, 1_000)),
            new Case(120, 1_000),
            (size, count) -> size * count),
    CHAMENEOS(
            "chameneos",
            "%1$s creatures, %2$s meetings",
            "meeting",
            List.of(new Case(100, 200_000)),
            List.of(new Case(100, 50_000)),
            new Case(100, 20_000),
            (size, count) -> 2 * count),
    BANKING(
            "banking",
            "%1$s accounts, %2$s transfers",
            "transfer",
            List.of(new Case(1_000, 50_000)),
            List.of(new Case(1_000, 20_000)),
            new Case(1_000, 10_000),
            (size, count) -> 2 * count),
    FAN_IN(
            "fan-in",
            "senders: %1$s, %2$s messages in all",
            "message",
            cases(1_000_000, 1, 10, 100, 1_000),
            cases(500_000, 10, 1_000),
            new Case(10, 200_000),
            (size, count) -> count / size * size),
    IDLE(
            "idle processes",
            "%1$s processes",
            "process",
            List.of(new Case(100_000, 1), new Case(1_000_000, 1)),
            List.of(new Case(50_000, 1)),
            new Case(10_000, 1),
            (size, count) -> size),
    SELECTIVE_RECEIVE(
            "selective receive of the last",
            "of %1$s, by guard",
            "message passed over",
            List.of(
                    new Case(100, 20_000),
                    new Case(1_000, 2_000),
                    new Case(10_000, 200),
                    new Case(100_000, 20),
                    new Case(1_000_000, 5)),
            List.of(new Case(1_000, 2_000), new Case(100_000, 20)),
            new Case(1_000, 500),
            (size, count) -> count),
    PRIORITY(
            "urgent first",
            "before %1$s normal ones",
            "turn of the loop",
            cases(1, 1_000, 10_000, 100_000, 1_000_000),
            cases(1, 1_000, 30_000),
            new Case(1_000, 1),
            (size, count) -> size),
    LOOK(
            "look for an urgent one in vain",
            "%1$s normal ones queued",
            "look",
            cases(1_000_000, 1_000, 10_000, 100_000, 1_000_000),
            cases(1_000_000, 1_000, 100_000),
            new Case(1_000, 100_000),
            (size, count) -> size),
    CALL(
            "call",
            "%1$s messages queued",
            "call",
            cases(10_000, 0, 1_000, 100_000, 500_000),
            cases(10_000, 0, 100_000),
            new Case(0, 10_000),
            (size, count) -> count),
    RECEIVE_TIMEOUTS(
            "timers: receives that time out together",
            "%1$s processes",
            "process, beyond the 100 ms",
            List.of(new Case(10_000, 100)),
            List.of(new Case(10_000, 100)),
            new Case(10_000, 10),
            (size, count) -> size),
    SEND_AFTER(
            "timers: messages sent after a time",
            "%1$s timers",
            "timer, beyond the 100 ms",
            List.of(new Case(10_000, 100)),
            List.of(new Case(10_000, 100)),
            new Case(10_000, 10),
            (size, count) -> size),
    AFTER_AT_ONCE(
            "receive with after, the message is there",
            "%2$s receives",
            "send and receive",
            List.of(new Case(1, 1_000_000)),
            List.of(new Case(1, 1_000_000)),
            new Case(1, 100_000),
            (size, count) -> count),
    TIMED_OUT_CALLS(
            "calls that time out",
            "%2$s calls",
            "call",
            List.of(new Case(1, 1_000_000)),
            List.of(new Case(1, 100_000)),
            new Case(1, 50_000),
            (size, count) -> count);

    /** What a {@link Program} is run with. */
    record Case(int size, int count) {}

    private final String title;
    private final String parameters;
    private final String per;
    private final List<Case> full;
    private final List<Case> quick;
    private final Case warmUp;
    private final LongBinaryOperator expected;

    Workload(
            String title,
            String parameters,
            String per,
            List<Case> full,
            List<Case> quick,
            Case warmUp,
            LongBinaryOperator expected) {
        this.title = title;
        this.parameters = parameters;
        this.per = per;
        this.full = full;
        this.quick = quick;
        this.warmUp = warmUp;
        this.expected = expected;
    }

    private static List<Case> cases(int count, Integer... sizes) {
        return Arrays.stream(sizes).map(size -> new Case(size, count)).toList();
    }

    String title() {
        return title;
    }

    /** Of what the {@linkplain Measured#operations() operations} are. */
    String per() {
        return per;
    }

    /** What of a case tells it from the workload's others, for people. */
    String parameters(Case numbers) {
        return parameters.formatted(
                LogLogChart.grouped(numbers.size()), LogLogChart.grouped(numbers.count()));
    }

    List<Case> full() {
        return full;
    }

    List<Case> quick() {
        return quick;
    }

    /**
     * What is run over and over before the clock, so that it is compiled. Of memory, too: a thread
     * that waits in methods that are interpreted has twice the stack.
     */
    Case warmUp() {
        return warmUp;
    }

    /** The {@linkplain Measured#result() result} of a program that does what it should. */
    long expected(Case numbers) {
        return expected.applyAsLong(numbers.size(), numbers.count());
    }

    /** Bytes are measured and not nanoseconds. */
    boolean isOfMemory() {
        return this == IDLE;
    }

    /** The Java class of its programs. */
    String className() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** The Erlang module of its program. */
    String moduleName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
