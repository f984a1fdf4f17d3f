package session08.grader;

import static java.util.Comparator.comparingInt;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Grades one submission after the other, and may do so in several threads at a time. Keeps nothing
 * of any of them.
 */
final class Grading implements AutoCloseable {

    /**
     * @param repeat how many times all tests are run; each has to pass each time
     * @param deadline for one run of all tests of a submission, and for the compiler
     */
    record Rules(int repeat, Duration deadline) {

        /**
         * One test may take a part of it, so that one that hangs does not take the others' time.
         */
        Duration forOneTest() {
            return deadline.dividedBy(4);
        }

        /** Where one has hung, the next is not waited for as long. */
        Duration forOneMore() {
            return deadline.dividedBy(10);
        }
    }

    /** So many fresh JVMs at most for one run of the tests, should test after test hang. */
    private static final int MOST_JVMS = 8;

    private static final String NOT_RUN = "was not run";

    private final Rules rules;
    private final TestJvm.Settings settings;
    private final BlockingQueue<Compiler> compilers = new LinkedBlockingQueue<>();

    /** Off only where a test wants to see what stands behind it. */
    boolean gate = true;

    /**
     * @param folder an empty one for what runs without isolation
     * @param cache of what the libraries load, or null
     * @param jobs how many threads will use this
     */
    Grading(Installation grader, Sandbox sandbox, Rules rules, Path folder, Path cache, int jobs) {
        this.rules = rules;
        this.settings = new TestJvm.Settings(grader, sandbox, folder, cache, rules.forOneTest());
        // A warm compiler takes a tenth of the time of a run, so a few can share one.
        for (int i = 0; i < (jobs + 3) / 4; i++) {
            compilers.add(new Compiler(grader, sandbox, folder, rules.deadline()));
        }
    }

    /** Grades one submission; whatever it holds, there is a result. */
    Result grade(String name, Path submission, Exercise exercise) throws InterruptedException {
        var result = new Builder(name, exercise);
        try {
            grade(submission, exercise, result);
        } catch (Intake.Unusable e) {
            result.status = Status.REJECTED;
            result.message = "The submission " + e.getMessage() + ".";
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            result.status = Status.INFRA_ERROR;
            result.tests.clear();
            result.message = "The grader failed: " + e;
        }
        return result.build();
    }

    private void grade(Path submission, Exercise exercise, Builder result)
            throws IOException, Intake.Unusable, InterruptedException {
        Sources sources = Intake.take(submission, exercise);
        result.sha256 = sources.sha256();
        Compiler.Output output = compile(sources);
        List<String> errors =
                output.errors().isEmpty()
                        ? Gate.missing(exercise, output.classes())
                        : output.errors();
        if (!errors.isEmpty()) {
            result.status = Status.COMPILE_ERROR;
            result.message = String.join("\n", errors);
            return;
        }
        List<String> refusals = gate ? Gate.refusals(exercise, output.classes()) : List.of();
        if (!refusals.isEmpty()) {
            result.status = Status.REJECTED;
            result.message = String.join("\n", refusals);
            return;
        }
        for (int run = 0; run < rules.repeat() && result.mayGoOn(); run++) {
            for (Exercise part : exercise.parts()) {
                if (result.mayGoOn()) {
                    new Run(part, output.classes(), seed(result.sha256, run), result).go();
                }
            }
        }
    }

    private Compiler.Output compile(Sources sources) throws IOException, InterruptedException {
        Compiler compiler = compilers.take();
        try {
            return compiler.compile(sources);
        } finally {
            compilers.add(compiler);
        }
    }

    /**
     * The first run is the one that the student knows. The others differ from it, from submission
     * to submission, and not from one grading of a submission to the next.
     */
    private static Long seed(String sha256, int run) {
        return run == 0
                ? null
                : Long.parseUnsignedLong(sha256.substring(0, 12), 16) % 1_000_000_007 + run;
    }

    /** The tests that a solution passes, as they are found in a run of it. */
    Manifest record(Exercise exercise, Sources solution) throws IOException, InterruptedException {
        Compiler.Output output = compile(solution);
        var problems = new ArrayList<>(output.errors());
        if (problems.isEmpty()) {
            problems.addAll(Gate.missing(exercise, output.classes()));
            problems.addAll(Gate.refusals(exercise, output.classes()));
        }
        if (!problems.isEmpty()) {
            throw new BadInput(
                    "the model solution of %s is refused: %s"
                            .formatted(exercise.name(), String.join("; ", problems)));
        }
        TestJvm.Report report =
                TestJvm.run(
                        settings, exercise, output.classes(), List.of(), null, rules.deadline());
        if (report.end() != TestJvm.End.REGULAR) {
            throw new BadInput(
                    "the tests of %s do not come to a regular end with the model solution: %s %s"
                            .formatted(exercise.name(), report.end(), report.why()));
        }
        var tests = new ArrayList<Manifest.Entry>();
        for (TestJvm.Planned test : report.planned()) {
            TestJvm.Finished finished = report.finished().get(test.id());
            if (finished == null || !finished.passed()) {
                throw new BadInput(
                        "the model solution does not pass %s: %s"
                                .formatted(
                                        test.id(),
                                        finished == null ? NOT_RUN : finished.message()));
            }
            tests.add(
                    new Manifest.Entry(
                            test.id(), number(test, "task:", 0), number(test, "points:", 1)));
        }
        if (tests.isEmpty()) {
            throw new BadInput("there are no tests for %s".formatted(exercise.name()));
        }
        List<String> asRun = List.copyOf(report.finished().keySet());
        tests.sort(
                comparingInt(Manifest.Entry::task)
                        .thenComparingInt(test -> asRun.indexOf(test.id())));
        return new Manifest(exercise.name(), tests);
    }

    private static int number(TestJvm.Planned test, String tag, int otherwise) {
        return test.tags().stream()
                .filter(each -> each.startsWith(tag))
                .mapToInt(each -> Integer.parseInt(each.substring(tag.length())))
                .findFirst()
                .orElse(otherwise);
    }

    @Override
    public void close() {
        compilers.forEach(Compiler::close);
    }

    /** One run of all tests, in as many JVMs as it takes. */
    private final class Run {
        private final Exercise exercise;
        private final Map<String, byte[]> classes;
        private final Long seed;
        private final Builder result;
        private final Set<String> left = new LinkedHashSet<>();

        Run(Exercise exercise, Map<String, byte[]> classes, Long seed, Builder result) {
            this.exercise = exercise;
            this.classes = classes;
            this.seed = seed;
            this.result = result;
            exercise.manifest().tests().forEach(test -> left.add(test.id()));
        }

        void go() throws IOException, InterruptedException {
            Duration time = rules.deadline();
            TestJvm.Settings now = settings;
            String why = "";
            for (int jvm = 0; jvm < MOST_JVMS && !left.isEmpty() && time.isPositive(); jvm++) {
                TestJvm.Report report = TestJvm.run(now, exercise, classes, left, seed, time);
                why = report.why();
                time = time.minus(report.took());
                switch (report.end()) {
                    case STOPPED -> throw new IOException("no test JVM: " + why);
                    case TAMPERED -> {
                        result.status = Status.REJECTED;
                        result.message = why;
                        result.tests.clear();
                        return;
                    }
                    case REGULAR -> {
                        report.finished().forEach(this::note);
                        String problem = why.isEmpty() ? NOT_RUN : NOT_RUN + ": " + why;
                        left.forEach(test -> result.failed(test, problem, seed));
                        return;
                    }
                    case KILLED -> {
                        report.finished().forEach(this::note);
                        if (report.interrupted() == null) {
                            unfinished(Status.TIMEOUT, why);
                            return;
                        }
                        result.failed(report.interrupted(), why, seed);
                        left.remove(report.interrupted());
                        now = settings.hurried(rules.forOneMore());
                    }
                    case CRASHED -> {
                        // What it has reported does not count: it may have been made to say so, and
                        // then ended. The others are run again without the test that did it.
                        if (report.interrupted() == null) {
                            unfinished(Status.CRASHED, why);
                            return;
                        }
                        result.failed(report.interrupted(), "during this test " + why, seed);
                        left.remove(report.interrupted());
                    }
                }
            }
            if (!left.isEmpty()) {
                boolean late = !time.isPositive();
                unfinished(
                        late ? Status.TIMEOUT : Status.CRASHED,
                        late
                                ? "the time for all tests, %d s, was over"
                                        .formatted(rules.deadline().toSeconds())
                                : why);
            }
        }

        private void note(String test, TestJvm.Finished finished) {
            left.remove(test);
            if (finished.passed()) {
                result.passed(test);
            } else {
                result.failed(test, finished.message(), seed);
            }
        }

        private void unfinished(Status status, String why) {
            result.status = status;
            result.message =
                    exercise.hidden().isEmpty() ? why : "The hidden tests did not all run.";
            left.forEach(test -> result.failed(test, NOT_RUN + ": " + why, seed));
        }
    }

    /** A result that grows; a test of which nothing is known is not passed. */
    private final class Builder {
        private final String name;
        private final Exercise exercise;

        /** Null for one that has passed so far. */
        private final Map<String, String> tests = new LinkedHashMap<>();

        private String sha256 = "";
        private Status status = Status.GRADED;
        private String message = "";

        Builder(String name, Exercise exercise) {
            this.name = name;
            this.exercise = exercise;
        }

        boolean mayGoOn() {
            return status == Status.GRADED;
        }

        void passed(String test) {
            tests.putIfAbsent(test, null);
        }

        void failed(String test, String why, Long seed) {
            if (tests.get(test) == null) {
                tests.put(
                        test,
                        seed == null
                                ? why
                                : "in another order (-Dsimulation.seed=%d): %s"
                                        .formatted(seed, why));
            }
        }

        Result build() {
            var all = new ArrayList<TestResult>();
            int score = 0;
            for (Manifest.Entry test : exercise.manifest().tests()) {
                boolean passed =
                        status != Status.REJECTED
                                && tests.containsKey(test.id())
                                && tests.get(test.id()) == null;
                score += passed ? test.points() : 0;
                String why = passed ? "" : tests.getOrDefault(test.id(), NOT_RUN);
                boolean secret = !passed && exercise.hidden().contains(test.id());
                all.add(
                        new TestResult(
                                test.id(),
                                test.task(),
                                test.points(),
                                passed,
                                secret
                                        ? "a hidden test: its message is not shown"
                                        : Text.shown(why)));
            }
            return new Result(
                    name,
                    sha256,
                    exercise.name(),
                    status,
                    score,
                    exercise.manifest().max(),
                    settings.sandbox().kind(),
                    Runtime.version().toString(),
                    Text.shown(message),
                    all);
        }
    }
}
