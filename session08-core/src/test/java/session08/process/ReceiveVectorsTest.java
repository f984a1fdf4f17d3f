package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.after;
import static session08.process.Processes.messages;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Runs the programs of {@code receive-vectors/} and compares with what Erlang did. {@code
 * -Dreceive.vectors=FILE} takes them from another file.
 */
class ReceiveVectorsTest {

    static Stream<Named<Program>> programs() throws IOException {
        return Program.all().stream().map(program -> Named.of(program.id(), program));
    }

    static Stream<Named<Program>> timelessPrograms() throws IOException {
        return programs().filter(program -> program.getPayload().isTimeless());
    }

    /**
     * The order of the processes must not matter, unless a timeout ends at the very moment of an
     * arrival; then either may be first, and Erlang's choice must be among ours.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void gives_what_erlang_gave_in_simulated_time(Program program) {
        var tied = new ArrayList<Program.Outcome>();
        int seeds = program.arrivals().isEmpty() ? 1 : 10; // one process alone has no order
        for (long seed = 0; seed < seeds; seed++) {
            Program.Run run = runSimulated(seed, program);
            if (run.tied()) {
                tied.add(run.outcome());
            } else {
                assertThat(run.outcome())
                        .as("program %s", program.id())
                        .isEqualTo(program.expected());
            }
        }
        if (!tied.isEmpty()) {
            assertThat(tied).as("program %s", program.id()).contains(program.expected());
        }
    }

    private static Program.Run runSimulated(long seed, Program program) {
        var run = new AtomicReference<Program.Run>();
        Simulation.run(seed, () -> run.set(program.run()));
        return run.get();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("timelessPrograms")
    void gives_what_erlang_gave_on_a_virtual_thread(Program program) {
        RealTime.run(
                () -> {
                    Pid<Object> me = self();
                    Pid<Object> process = spawn(() -> send(me, program.run()));
                    switch (receive(Program.Run.class, after(ofSeconds(20)))) {
                        case Received(Program.Run run) ->
                                assertThat(run.outcome())
                                        .as("program %s", program.id())
                                        .isEqualTo(program.expected());
                        case TimedOut() ->
                                throw new AssertionError(
                                        "program %s waits with %s in its mailbox"
                                                .formatted(program.id(), messages(process)));
                    }
                });
    }

    @Test
    void ours_are_480_of_which_one_leaves_the_outcome_to_chance() throws IOException {
        List<Program> ours = Program.ours();
        assertThat(ours).hasSize(480);
        // 150 ms, when a message is taken, and a timeout of 60 ms meet the arrival at 210 ms.
        assertThat(ours.stream().filter(p -> runSimulated(0, p).tied()).map(Program::id))
                .containsExactly("403");
    }
}
