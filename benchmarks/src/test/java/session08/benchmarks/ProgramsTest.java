package session08.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import session08.benchmarks.Workload.Case;
import session08.process.Simulation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Each program does what it says, in small: a program that is wrong must not be timed. */
@Timeout(60)
class ProgramsTest {

    static Case small(Workload workload) {
        return switch (workload) {
            case PING_PONG, COUNTING, AFTER_AT_ONCE, TIMED_OUT_CALLS -> new Case(2, 70);
            case THREAD_RING -> new Case(7, 100);
            case FORK_JOIN_CREATE, IDLE -> new Case(50, 1);
            case FORK_JOIN_THROUGHPUT, BIG -> new Case(6, 30);
            case CHAMENEOS -> new Case(5, 40);
            case BANKING -> new Case(20, 300);
            case FAN_IN -> new Case(7, 100);
            case SELECTIVE_RECEIVE, LOOK, CALL -> new Case(40, 9);
            case PRIORITY -> new Case(40, 1);
            case RECEIVE_TIMEOUTS, SEND_AFTER -> new Case(50, 1);
        };
    }

    /** In a virtual thread, as when it is measured. */
    private static Measured run(Program program, Case numbers) {
        var measured = new CompletableFuture<Measured>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        measured.complete(program.run(numbers.size(), numbers.count()));
                    } catch (Throwable thrown) {
                        measured.completeExceptionally(thrown);
                    }
                });
        return measured.join();
    }

    private record Pair(Contender contender, Workload workload) {}

    static Stream<Pair> programsInJava() {
        return Arrays.stream(Contender.values())
                .filter(Contender::isJava)
                // The same programs as Pekko's.
                .filter(contender -> contender != Contender.PEKKO_OF_PROCESSORS)
                .flatMap(
                        contender ->
                                Arrays.stream(Workload.values())
                                        .filter(contender::has)
                                        .map(workload -> new Pair(contender, workload)));
    }

    @ParameterizedTest
    @MethodSource("programsInJava")
    void a_program_comes_to_the_result_of_its_workload_again_and_again(Pair pair) {
        Case numbers = small(pair.workload());
        Program program = pair.contender().program(pair.workload());

        for (int i = 0; i < 3; i++) {
            Measured measured = run(program, numbers);
            assertThat(measured.result()).isEqualTo(pair.workload().expected(numbers));
            assertThat(measured.operations()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("workloadsOfTime")
    void a_program_of_this_library_does_so_in_any_order_of_events(Workload workload) {
        Case numbers = small(workload);
        for (int seed = 0; seed < 20; seed++) {
            Simulation.run(
                    seed,
                    () -> {
                        Program program = Contender.LIBRARY.program(workload);
                        assertThat(result(program, numbers)).isEqualTo(workload.expected(numbers));
                    });
        }
    }

    static Stream<Workload> workloadsOfTime() {
        return Arrays.stream(Workload.values()).filter(workload -> !workload.isOfMemory());
    }

    private static long result(Program program, Case numbers) {
        try {
            return program.run(numbers.size(), numbers.count()).result();
        } catch (Exception thrown) {
            throw new AssertionError(thrown);
        }
    }

    @Test
    void this_library_and_erlang_have_every_workload() {
        assertThat(Workload.values()).allMatch(Contender.LIBRARY::has);
        assertThat(Workload.values())
                .allSatisfy(
                        workload ->
                                assertThat(erlang().resolve(workload.moduleName() + ".erl"))
                                        .exists());
    }

    @Test
    void every_program_belongs_to_a_workload() throws Exception {
        List<String> known = Arrays.stream(Workload.values()).map(Workload::className).toList();
        for (String folder : List.of("library", "queues", "park", "pekko")) {
            Path sources = module().resolve("src/main/java/session08/benchmarks").resolve(folder);
            try (Stream<Path> files = Files.list(sources)) {
                assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
                        .isSubsetOf(
                                Stream.concat(known.stream(), Stream.of("Actors", "Threads"))
                                        .toList());
            }
        }
    }

    @Test
    void who_has_no_such_thing_says_so() {
        assertThat(Contender.PEKKO.has(Workload.SELECTIVE_RECEIVE)).isFalse();
        assertThatThrownBy(() -> Contender.PEKKO.program(Workload.SELECTIVE_RECEIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Pekko typed has no program for selective receive of the last");
    }

    @Test
    void creatures_change_to_the_third_colour_unless_they_are_alike() {
        for (Colour one : Colour.values()) {
            for (Colour other : Colour.values()) {
                Colour changed = one.complement(other);
                if (one == other) {
                    assertThat(changed).isEqualTo(one);
                } else {
                    assertThat(changed).isNotIn(one, other);
                }
            }
        }
    }

    @Test
    void money_goes_to_an_account_with_a_higher_number() {
        assertThat(Transfer.some(10, 500))
                .hasSize(500)
                .allSatisfy(
                        transfer ->
                                assertThat(transfer.to())
                                        .isGreaterThan(transfer.from())
                                        .isLessThan(10));
    }

    static Path erlang() {
        return module().resolve("src/main/erlang");
    }

    private static Path module() {
        return CommittedResultsTest.FOLDER.getParent();
    }
}
