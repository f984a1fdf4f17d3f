package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the gate refuses, with the gate switched off: should someone find a way around it, the
 * sandbox and the settings of the JVM still stand. Only where there is a sandbox, because without
 * one these attacks do what they say.
 */
@EnabledIf("isIsolated")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondWallTest {

    private static final String OTHER = "RateLimiterTest.the_first_operation_is_ok";

    @TempDir private static Path folder;

    private final Sandbox sandbox = sandbox();
    private ServerSocket server;
    private Exercise exercise;
    private Grading grading;

    private static final Sandbox FOUND = Sandbox.find("auto", "debian:stable-slim");

    static Sandbox sandbox() {
        return FOUND;
    }

    static boolean isIsolated() {
        return sandbox().isolates();
    }

    @BeforeAll
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Exercise whole = Exercise.load(Installed.installation(), "rate-limiter");
        exercise =
                whole.with(
                        new Manifest(
                                whole.name(),
                                whole.manifest().tests().stream()
                                        .filter(
                                                test ->
                                                        List.of(OTHER, AttackFixtures.ATTACKED)
                                                                .contains(test.id()))
                                        .toList()));
        grading =
                new Grading(
                        Installed.installation(),
                        sandbox,
                        new Grading.Rules(1, Duration.ofSeconds(12)),
                        folder,
                        null,
                        1);
    }

    private void close() throws IOException {
        server.close();
        grading.close();
    }

    static List<AttackFixtures.Attack> attacks() {
        return AttackFixtures.attacks().stream()
                .filter(attack -> attack.behindTheGate().isPresent())
                .toList();
    }

    @AfterAll
    void the_next_is_marked_as_ever() throws Exception {
        Path honest = folder.resolve("honest");
        Installed.write(honest, "RateLimiter.java", AttackFixtures.right());
        grading.gate = true;
        Result result = grading.grade("honest", honest, exercise);
        close();
        assertThat(result.score()).as(AttacksTest.describe(result)).isEqualTo(2);
    }

    @Test
    void what_is_tried_behind_the_gate() {
        assertThat(attacks()).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void holds(AttackFixtures.Attack attack) throws Exception {
        Path submission = folder.resolve(attack.name());
        Installed.write(
                submission,
                "RateLimiter.java",
                AttackFixtures.calling(AttackFixtures.right(), AttackFixtures.ATTACK));
        Installed.write(
                submission,
                "Attack.java",
                attack.source()
                        .replace("40000", String.valueOf(server.getLocalPort()))
                        .replace(
                                "SELFTEST",
                                Installed.HOME.resolve("selftest").toAbsolutePath().toString())
                        .replace("WORKBOOK", AttackFixtures.WORKBOOK.toString())
                        .replace("SUBMISSIONS", folder.toString()));
        grading.gate = false;

        Result result = grading.grade(attack.name(), submission, exercise);

        String said = AttacksTest.describe(result);
        assertThat(result.isolation()).isEqualTo(sandbox.kind());
        assertThat(result.status()).as(said).isNotEqualTo(Status.INFRA_ERROR);
        if (!attack.behindTheGate().orElseThrow().isEmpty()) {
            assertThat(said).containsPattern("(?m)" + attack.behindTheGate().orElseThrow());
            assertThat(AttacksTest.failed(result)).contains(AttackFixtures.ATTACKED);
            boolean wholly = result.status() == Status.REJECTED;
            assertThat(AttacksTest.failed(result).contains(OTHER)).as(said).isEqualTo(wholly);
        }
    }
}
