package session08.grader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Shows that the grader works where it stands. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        description = {
            "Grades what came with the grader: the unwritten exercises, which must score nothing,"
                + " and right solutions, which must have full marks. Tries what the isolation keeps"
                + " out."
        })
final class SelfTest implements Callable<Integer> {

    @Mixin private SandboxOptions sandbox;

    private final Installation grader = Installation.current();
    private boolean good = true;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Sandbox isolation = sandbox.find();
        System.out.printf("isolation: %s%n", isolation.kind());
        try (var work = new Work()) {
            probe(isolation, work.folder());
            try (var grading =
                    new Grading(
                            grader,
                            isolation,
                            new Grading.Rules(1, Duration.ofSeconds(60)),
                            work.folder(),
                            Cache.find(grader, work.folder(), 20),
                            1)) {
                for (String name : grader.exercises()) {
                    Exercise exercise = Exercise.load(grader, name);
                    int max = exercise.manifest().max();
                    row(grading, exercise, grader.kit(name).resolve("stub"), 0);
                    for (Path solution : Installation.list(grader.solutions(name))) {
                        row(grading, exercise, solution, max);
                    }
                }
            }
        }
        System.out.println(good ? "All as it should be." : "NOT as it should be: see above.");
        return good ? Main.DONE : Main.INFRASTRUCTURE;
    }

    private void row(Grading grading, Exercise exercise, Path solution, int expected)
            throws InterruptedException {
        String name = solution.getFileName().toString();
        Result result = grading.grade(name, solution, exercise);
        boolean right = result.status() == Status.GRADED && result.score() == expected;
        good &= right;
        System.out.printf(
                "%-16s %-26s %3d of %3d  %s%n",
                exercise.name(),
                name,
                result.score(),
                result.max(),
                right ? "right" : "WRONG, %s, expected %d".formatted(result.status(), expected));
    }

    private void probe(Sandbox isolation, Path work) throws IOException, InterruptedException {
        Path secret = Files.createFile(work.resolve("secret"));
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Path> libraries = grader.libraries();
            Process process =
                    isolation.start(
                            libraries,
                            List.of(
                                    Installation.java(),
                                    "-Xshare:auto",
                                    "-cp",
                                    Installation.classPath(libraries),
                                    "session08.grader.child.Probe",
                                    secret.toString(),
                                    work.toString(),
                                    String.valueOf(server.getLocalPort())),
                            work);
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            JsonNode probe = new ObjectMapper().readTree(said);
            good &= probe.isObject();
            for (var each : probe.properties()) {
                if (!each.getKey().equals("frame")) {
                    boolean can = each.getValue().asText().equals("true");
                    good &= !(can && isolation.isolates());
                    System.out.printf("a submission %-22s %s%n", each.getKey(), can ? "yes" : "no");
                }
            }
        }
    }
}
