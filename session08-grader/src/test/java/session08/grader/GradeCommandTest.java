package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The command, as it is called. */
class GradeCommandTest {

    @TempDir private Path work;

    private Path submissions;
    private Path out;
    private String model;

    @BeforeEach
    void choose() throws IOException {
        submissions = Files.createDirectories(work.resolve("all submissions"));
        out = work.resolve("out");
        Path solution = Installed.installation().solutions("job-queue").resolve("model");
        model = Files.readString(solution.resolve("JobQueue.java"));
    }

    private void submission(String name, String source) throws IOException {
        Installed.write(submissions.resolve(name), "JobQueue.java", source);
    }

    private Installed.Run grade(Object... more) throws IOException, InterruptedException {
        return grade(Installed.HOME, more);
    }

    private Installed.Run grade(Path home, Object... more)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<Object>(List.of("grade", "--exercise", "job-queue"));
        arguments.addAll(List.of("--submissions", submissions, "--out", out));
        arguments.addAll(Arrays.asList(more));
        return Installed.run(home, arguments.toArray());
    }

    private void assertRefused(Installed.Run run, String why) {
        assertThat(run.code()).as(run.err()).isEqualTo(Main.BAD_INPUT);
        assertThat(run.err()).contains(why).doesNotContain("Exception", "\tat ");
    }

    @Test
    void what_can_not_be_done_is_said_in_one_line() throws Exception {
        assertRefused(grade(), "there are no submissions in");
        submission("alice", model);
        assertRefused(grade("--deadline", "soon"), "is no time of at least 1s");
        assertRefused(grade("--sandbox", "magic"), "--sandbox is auto, bwrap, docker or none");
        assertRefused(grade("--repeat", "0"), "at least 1");
        assertRefused(grade("--shard", "3/2"), "of 2 there is no shard 3");
        assertRefused(grade("--hidden-tests", work.resolve("nowhere")), "there is no");
        assertRefused(
                Installed.run(
                        "grade",
                        "--exercise",
                        "juggling",
                        "--submissions",
                        submissions,
                        "--out",
                        out),
                "there is no exercise juggling: there are job-queue");
        Files.createFile(submissions.resolve("alice.zip"));
        assertRefused(grade(), "are the same submission");
        assertThat(out).doesNotExist();
    }

    @Test
    void it_works_from_anywhere_and_resumes_what_was_cut_off() throws Exception {
        Path moved = work.resolve("the grader, moved");
        copy(Installed.HOME, moved);
        submission("alice", model);
        submission("bob", "oops");
        submission("carol", model);

        assertThat(grade(moved).code()).isZero();
        Path results = out.resolve("results.jsonl");
        List<String> lines = Files.readAllLines(results);
        assertThat(lines).hasSize(3);
        assertThat(Files.readAllLines(out.resolve("expected.jsonl")))
                .containsExactly(
                        "{\"submission\":\"alice\",\"exercise\":\"job-queue\"}",
                        "{\"submission\":\"bob\",\"exercise\":\"job-queue\"}",
                        "{\"submission\":\"carol\",\"exercise\":\"job-queue\"}");

        assertRefused(grade(), "is there already: pass --resume");
        assertThat(Files.readAllLines(results)).isEqualTo(lines);

        // One is done, one failed for no fault of its own, and the last line is cut off.
        Files.writeString(
                results,
                lines.get(0)
                        + "\n"
                        + lines.get(1)
                                .replaceFirst(
                                        "\"status\":\"[a-z-]+\"", "\"status\":\"infra-error\"")
                        + "\n"
                        + lines.get(2).substring(0, 100));
        assertThat(grade("--resume").code()).isZero();
        assertThat(new TreeSet<>(Files.readAllLines(results))).isEqualTo(new TreeSet<>(lines));
    }

    @Test
    void an_end_in_the_middle_loses_nothing_that_was_done() throws Exception {
        String hangs = model.replace("from.send(new NoJob());", "while (waiting.isEmpty()) {}");
        submission("alice", model);
        submission("bob", hangs);
        Path results = out.resolve("results.jsonl");
        Process process =
                Installed.start(
                        Installed.HOME,
                        work.resolve("err"),
                        "grade",
                        "--exercise=job-queue",
                        "--jobs=1",
                        "--deadline=600s",
                        "--submissions=" + submissions,
                        "--out=" + out);
        try {
            while (process.isAlive() && (!Files.exists(results) || Files.size(results) == 0)) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
            assertThat(process.isAlive()).as("bob is not done").isTrue();
            List<ProcessHandle> started = process.descendants().toList();
            process.destroy(); // as Ctrl-C does
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            for (ProcessHandle each : started) {
                each.onExit().get(20, TimeUnit.SECONDS);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(Installed.results(out)).containsOnlyKeys("alice");
        if (process.supportsNormalTermination()) { // Windows only knows the other one
            assertThat(Files.readString(work.resolve("err"))).contains("1 of 2 done", "--resume");
        }
    }

    @Test
    void shards_share_the_work_and_expect_all_of_it() throws Exception {
        var names = new TreeSet<String>();
        for (int i = 0; i < 6; i++) {
            submission("student " + i, "oops");
            names.add("student " + i);
        }
        var graded = new ArrayList<String>();
        for (int i = 1; i <= 3; i++) {
            out = work.resolve("shard " + i);
            assertThat(grade("--shard", i + "/3").code()).isZero();
            assertThat(Files.readAllLines(out.resolve("expected.jsonl"))).hasSize(6);
            if (Files.exists(out.resolve("results.jsonl"))) {
                graded.addAll(Installed.results(out).keySet());
            }
        }
        assertThat(graded).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void whoever_is_under_the_bar_shows_in_the_exit_code() throws Exception {
        submission("alice", model.replace(".sorted(comparing(Job::priority))", ""));

        assertThat(grade().code()).isZero();
        Result alice = Installed.results(out).get("alice");
        int percent = 100 * alice.score() / alice.max();
        assertThat(percent).as("neither nothing nor all").isBetween(10, 90);

        out = work.resolve("a bar below");
        assertThat(grade("--fail-under", "" + (percent - 5)).code()).isZero();
        out = work.resolve("a bar above");
        assertThat(grade("--fail-under", "" + (percent + 5)).code()).isEqualTo(Main.UNDER);
    }

    @Test
    void hidden_tests_count_and_do_not_tell_what_they_expect() throws Exception {
        Path hidden = work.resolve("hidden");
        Installed.write(
                hidden,
                "SecretTest.java",
                """
                package session08.exercises.jobqueue;

                import static org.assertj.core.api.Assertions.assertThat;

                import org.junit.jupiter.api.Tag;
                import org.junit.jupiter.api.Test;
                import session08.testkit.Simulated;

                @Simulated
                class SecretTest {
                    @Test
                    @Tag("task:4")
                    @Tag("points:5")
                    void the_secret_one() {
                        var queue = JobQueue.start();
                        JobQueue.submit(queue, new JobQueue.Job("a", JobQueue.Priority.LOW));
                        JobQueue.submit(queue, new JobQueue.Job("swordfish", JobQueue.Priority.HIGH));
                        var job = new JobQueue.Job("swordfish", JobQueue.Priority.HIGH);
                        assertThat(JobQueue.next(queue)).isEqualTo(new JobQueue.NextJob(job));
                    }
                }
                """);
        submission("alice", model);
        submission("bob", model.replace(".sorted(comparing(Job::priority))", ""));

        assertThat(grade("--hidden-tests", hidden, "--repeat", "2").code()).isZero();

        Result alice = Installed.results(out).get("alice");
        Result bob = Installed.results(out).get("bob");
        int without = Exercise.load(Installed.installation(), "job-queue").manifest().max();
        assertThat(alice.score()).isEqualTo(without + 5).isEqualTo(alice.max());
        assertThat(bob.tests())
                .filteredOn(test -> test.id().equals("SecretTest.the_secret_one"))
                .containsExactly(
                        new TestResult(
                                "SecretTest.the_secret_one",
                                4,
                                5,
                                false,
                                "a hidden test: its message is not shown"));
        assertThat(bob.toString()).doesNotContain("swordfish");
    }

    @Test
    void the_results_say_how_isolated_they_are() throws Exception {
        submission("alice", "oops");

        assertThat(grade("--sandbox", "none").code()).isZero();
        assertThat(Installed.results(out).get("alice").isolation()).isEqualTo("none");

        out = work.resolve("again");
        Installed.Run run = grade("--sandbox", "none", "--require-isolation");
        assertThat(run.code()).isEqualTo(Main.INFRASTRUCTURE);
        assertThat(out).doesNotExist();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
