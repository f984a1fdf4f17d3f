package session08.grader;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Grades a folder of submissions. */
@Command(
        name = "grade",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Grades a folder of submissions: OUT/results.jsonl gets a line for each.")
final class Grade implements Callable<Integer> {

    @Option(
            names = "--exercise",
            required = true,
            description = "Such as rate-limiter; all for all there are.")
    private String exercise;

    @Option(
            names = "--submissions",
            required = true,
            description =
                    "A folder with a folder or an archive for each student: a clone of the"
                            + " workbook, or just the sources of the exercise.")
    private Path submissions;

    @Option(names = "--out", required = true, description = "Where the results go.")
    private Path out;

    @Option(
            names = "--hidden-tests",
            description = "A folder or a jar with further tests, as sources or as classes.")
    private Path hiddenTests;

    @Mixin private SandboxOptions sandbox;

    @Option(
            names = "--require-isolation",
            description = "Do nothing where neither bwrap nor docker works.")
    private boolean requireIsolation;

    @Option(
            names = "--repeat",
            defaultValue = "1",
            description =
                    "Run all tests so many times, each time in another order of the processes; a"
                            + " test has to pass each time. Default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--deadline",
            defaultValue = "20s",
            converter = Seconds.class,
            description =
                    "For one run of all tests of a submission, and for compiling it; a quarter of"
                            + " it for one test. Default: ${DEFAULT-VALUE}.")
    private Duration deadline;

    @Option(
            names = "--jobs",
            description = "How many submissions at a time. Default: one for each processor.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--shard",
            converter = ShardConverter.class,
            description = "i/n: only this part of the submissions, from 1/n to n/n.")
    private Shard shard;

    @Option(
            names = "--fail-under",
            description = "Exit code 2 if a submission has less than so many percent.")
    private Double failUnder;

    @Option(names = "--resume", description = "Go on with what is missing in OUT.")
    private boolean resume;

    private final Installation grader = Installation.current();

    /** Guarded by the queue of tasks. */
    private boolean stopped;

    /** What is still to be done. */
    private record Task(String name, Path submission, Exercise exercise) {}

    static final class Seconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration duration =
                        text.endsWith("ms") && !text.startsWith("P")
                                ? Duration.ofMillis(Long.parseLong(text.replace("ms", "")))
                                : Duration.parse(
                                        text.startsWith("P") ? text : "PT" + text.toUpperCase());
                if (duration.compareTo(Duration.ofSeconds(1)) >= 0) {
                    return duration;
                }
            } catch (DateTimeParseException | NumberFormatException _) {
                // said below
            }
            throw new TypeConversionException("'" + text + "' is no time of at least 1s: pass 20s");
        }
    }

    static final class ShardConverter implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String text) {
            try {
                return Shard.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkNumbers();
        List<String> names = exerciseNames();
        Map<String, Path> found = findSubmissions();
        Path results = out.resolve("results.jsonl");
        if (Files.exists(results) && !resume) {
            throw new BadInput(
                    results
                            + " is there already: pass --resume to go on with it, or another"
                            + " --out");
        }
        if (hiddenTests != null && !Files.exists(hiddenTests)) {
            throw new BadInput("there is no " + hiddenTests);
        }
        Sandbox isolation = sandbox.find();
        if (requireIsolation && !isolation.isolates()) {
            System.err.println(
                    "grader: there is no isolation (neither bwrap nor docker), which"
                            + " --require-isolation forbids");
            return Main.INFRASTRUCTURE;
        }
        Files.createDirectories(out);
        Set<String> done = resume ? keepWhatIsDone(results) : Set.of();
        writeExpected(found, names);
        int expected = (found.size() * names.size() - done.size()) * repeat;
        try (var work = new Work()) {
            Path cache = Cache.find(grader, work.folder(), expected);
            var rules = new Grading.Rules(repeat, deadline);
            try (var grading = new Grading(grader, isolation, rules, work.folder(), cache, jobs)) {
                List<Exercise> exercises = new ArrayList<>();
                for (String name : names) {
                    exercises.add(load(name, work.folder(), grading));
                }
                return grade(grading, tasks(found, exercises, done), results);
            }
        }
    }

    private Exercise load(String name, Path work, Grading grading)
            throws IOException, InterruptedException {
        Exercise plain = Exercise.load(grader, name);
        if (hiddenTests == null) {
            return plain;
        }
        Exercise with = HiddenTests.add(grader, plain, hiddenTests, work, grading);
        if (with.hidden().isEmpty() && !exercise.equals("all")) {
            throw new BadInput(
                    "there are no hidden tests of the package %s in %s"
                            .formatted(plain.packageName(), hiddenTests));
        }
        return with;
    }

    private void checkNumbers() {
        if (repeat < 1 || jobs < 1) {
            throw new BadInput("--repeat and --jobs are at least 1");
        }
        if (failUnder != null && (failUnder < 0 || failUnder > 100)) {
            throw new BadInput("--fail-under is a percentage, from 0 to 100");
        }
    }

    private List<String> exerciseNames() {
        List<String> all = grader.exercises();
        if (exercise.equals("all")) {
            return all;
        }
        if (!all.contains(exercise)) {
            throw new BadInput(
                    "there is no exercise %s: there are %s, or all"
                            .formatted(exercise, String.join(", ", all)));
        }
        return List.of(exercise);
    }

    private Map<String, Path> findSubmissions() {
        if (!Files.isDirectory(submissions)) {
            throw new BadInput(submissions + " is no folder");
        }
        if (Files.isDirectory(submissions.resolve("src"))
                || Files.isDirectory(submissions.resolve("exercises"))) {
            throw new BadInput(
                    submissions + " is a submission: name the folder that holds the submissions");
        }
        var found = new TreeMap<String, Path>();
        for (Path each : Installation.list(submissions)) {
            String file = each.getFileName().toString();
            boolean folder = Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS);
            if (file.startsWith(".")) {
                continue;
            }
            if (!folder && !Intake.isArchive(each)) {
                System.err.println(
                        "grader: ignored, as it is neither a folder nor an archive: "
                                + Text.line(file));
                continue;
            }
            Path before = found.put(folder ? file : Intake.baseName(each), each);
            if (before != null) {
                throw new BadInput(
                        "%s and %s are the same submission: remove one"
                                .formatted(before.getFileName(), file));
            }
        }
        if (found.isEmpty()) {
            throw new BadInput("there are no submissions in " + submissions);
        }
        return found;
    }

    /** All that there is, whatever this shard does of it: so who merges knows what is missing. */
    private void writeExpected(Map<String, Path> found, List<String> exercises) {
        var expected = new ArrayList<Expected>();
        for (String name : found.keySet()) {
            exercises.forEach(each -> expected.add(new Expected(name, each)));
        }
        ExpectedFile.write(out.resolve(ExpectedFile.NAME), expected);
    }

    private static String key(String submission, String exercise) {
        return exercise + "/" + submission;
    }

    /** Drops what is to be graded again, and half a last line if there is one. */
    private static Set<String> keepWhatIsDone(Path results) throws IOException {
        var done = new HashSet<String>();
        if (!Files.exists(results)) {
            return done;
        }
        Path kept = results.resolveSibling("results.jsonl.tmp");
        Files.deleteIfExists(kept);
        Files.createFile(kept);
        for (Result result : ResultsFile.read(results)) {
            if (result.status() != Status.INFRA_ERROR
                    && done.add(key(result.submission(), result.exercise()))) {
                ResultsFile.append(kept, result);
            }
        }
        Files.move(kept, results, StandardCopyOption.REPLACE_EXISTING);
        return done;
    }

    private Queue<Task> tasks(Map<String, Path> found, List<Exercise> exercises, Set<String> done) {
        var tasks = new ArrayDeque<Task>();
        found.forEach(
                (name, path) -> {
                    if (shard != null && !shard.contains(name)) {
                        return;
                    }
                    for (Exercise each : exercises) {
                        if (!done.contains(key(name, each.name()))) {
                            tasks.add(new Task(name, path, each));
                        }
                    }
                });
        return tasks;
    }

    private int grade(Grading grading, Queue<Task> tasks, Path results)
            throws InterruptedException {
        var progress = new Progress(tasks.size());
        var failure = new AtomicReference<Throwable>();
        boolean[] under = {false};
        // bwrap ends what it runs together with the thread that started it. One thread may use a
        // compiler that another has started, so they all last until the last is done.
        int count = Math.min(jobs, tasks.size());
        var allDone = new CountDownLatch(count);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .name("grade-" + i)
                            .start(
                                    () -> {
                                        try {
                                            try {
                                                work(grading, tasks, results, progress, under);
                                            } finally {
                                                allDone.countDown();
                                            }
                                            allDone.await();
                                        } catch (Throwable e) { // or a result would be missing
                                            failure.compareAndSet(null, e);
                                        }
                                    }));
        }
        Thread atEnd = new Thread(() -> stop(tasks, progress));
        Runtime.getRuntime().addShutdownHook(atEnd);
        for (Thread thread : threads) {
            thread.join();
        }
        Runtime.getRuntime().removeShutdownHook(atEnd);
        progress.close();
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        if (progress.infrastructureFailed()) {
            return Main.INFRASTRUCTURE;
        }
        return under[0] ? Main.UNDER : Main.DONE;
    }

    /** Ctrl-C: what is written stays, what is under way is dropped. */
    private void stop(Queue<Task> tasks, Progress progress) {
        synchronized (tasks) {
            stopped = true;
            tasks.clear();
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        progress.close();
        System.err.println("stopped; the same command with --resume goes on");
    }

    private void work(
            Grading grading, Queue<Task> tasks, Path results, Progress progress, boolean[] under)
            throws InterruptedException {
        while (true) {
            Task task;
            synchronized (tasks) {
                task = tasks.poll();
            }
            if (task == null) {
                return;
            }
            Result result = grading.grade(task.name(), task.submission(), task.exercise());
            synchronized (tasks) {
                if (stopped) {
                    return;
                }
                ResultsFile.append(results, result);
                under[0] |= failUnder != null && result.score() * 100.0 < failUnder * result.max();
            }
            progress.done(result);
        }
    }
}
