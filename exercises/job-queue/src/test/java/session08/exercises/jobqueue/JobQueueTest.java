package session08.exercises.jobqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import static session08.exercises.jobqueue.JobQueue.Priority.HIGH;
import static session08.exercises.jobqueue.JobQueue.Priority.LOW;
import static session08.exercises.jobqueue.JobQueue.Priority.NORMAL;
import static session08.process.Processes.after;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.Collections.frequency;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

import session08.exercises.jobqueue.JobQueue.Answer;
import session08.exercises.jobqueue.JobQueue.Job;
import session08.exercises.jobqueue.JobQueue.Message;
import session08.exercises.jobqueue.JobQueue.NextJob;
import session08.exercises.jobqueue.JobQueue.NoJob;
import session08.exercises.jobqueue.JobQueue.Take;
import session08.process.Pid;
import session08.process.Received;
import session08.testkit.Coaching;
import session08.testkit.Simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Time is simulated: sleeping takes none, and the clock stands still while anyone has work. */
@Simulated
@TestMethodOrder(OrderAnnotation.class)
class JobQueueTest {

    private static final Answer NO_JOB = new NoJob();

    /** The task of the running test, for the helpers that tests of several tasks share. */
    private int task;

    @BeforeEach
    void look_up_the_task(TestInfo test) {
        task = Integer.parseInt(test.getTags().iterator().next().substring("task:".length()));
    }

    // ---- Task 1: keep a job, give it away ---------------------------------------------------

    @Test
    @Tag("task:1")
    @Order(101)
    void a_job_that_was_submitted_is_next() {
        Pid<Message> queue = JobQueue.start();
        Job job = new Job("menu cards", NORMAL);
        JobQueue.submit(queue, job);

        assertThat(next(queue))
                .as(
                        task(
                                1,
                                "the menu cards were submitted, and are the only job. A loop knows"
                                    + " only what it is given: does the call after a Submit pass on"
                                    + " the job?"))
                .isEqualTo(new NextJob(job));
    }

    @Test
    @Tag("task:1")
    @Order(102)
    void the_queue_goes_on_after_a_job() {
        Pid<Message> queue = JobQueue.start();
        Job monday = new Job("Monday's menu", NORMAL);
        Job tuesday = new Job("Tuesday's menu", NORMAL);

        JobQueue.submit(queue, monday);
        assertThat(next(queue)).as(task(1, "on Monday")).isEqualTo(new NextJob(monday));
        JobQueue.submit(queue, tuesday);
        assertThat(next(queue))
                .as(
                        task(
                                1,
                                "on Tuesday, when Monday's menu has been taken. A job that was"
                                    + " given away has left: the call after a Take goes on without"
                                    + " it"))
                .isEqualTo(new NextJob(tuesday));
    }

    @Test
    @Tag("task:1")
    @Order(103)
    void the_answer_goes_to_the_address_in_the_message() {
        Pid<Message> queue = JobQueue.start();
        Job job = new Job("menu cards", NORMAL);
        JobQueue.submit(queue, job);

        send(queue, new Take(self()));

        assertThat(receive(Answer.class, after(ofSeconds(1))))
                .as(
                        task(
                                1,
                                "this test sent Take(self()) by hand and waited for a second: the"
                                    + " process must send its answer to the pid in the message. The"
                                    + " queue's mailbox now holds %s",
                                messages(queue)))
                .isEqualTo(new Received<>(new NextJob(job)));
    }

    @Test
    @Tag("task:1")
    @Order(104)
    void a_take_is_answered_once() {
        Pid<Message> queue = JobQueue.start();
        Job job = new Job("menu cards", NORMAL);
        JobQueue.submit(queue, job);

        assertAnsweredOnce(queue, new NextJob(job));
    }

    @Test
    @Tag("task:1")
    @Order(105)
    void a_queue_that_has_ended_is_reported_at_once() {
        Pid<Message> ended = spawn("ended", () -> stop());

        assertNoAnswer("the process had ended", ended);
        assertThat(monotonicTime())
                .as(task(1, "nobody is there to answer: the time that next() has waited"))
                .isEqualTo(ZERO);
    }

    @Test
    @Tag("task:1")
    @Order(106)
    void a_queue_that_does_not_answer_is_reported() {
        Pid<Message> busy =
                spawn(
                        "busy",
                        () -> {
                            sleep(ofDays(1));
                            return stop();
                        });

        assertNoAnswer("the process was busy for a day", busy);
    }

    // ---- Task 2: an empty queue says so -----------------------------------------------------

    @Test
    @Tag("task:2")
    @Order(201)
    void a_new_queue_has_no_job() {
        Pid<Message> queue = JobQueue.start();

        assertThat(next(queue)).as(task(2, "nothing was submitted")).isEqualTo(NO_JOB);
    }

    @Test
    @Tag("task:2")
    @Order(202)
    void an_empty_queue_answers_at_once() {
        Pid<Message> queue = JobQueue.start();
        next(queue);

        assertThat(monotonicTime())
                .as(task(2, "nothing was submitted: the time that next() has waited"))
                .isEqualTo(ZERO);
    }

    @Test
    @Tag("task:2")
    @Order(203)
    void a_take_that_finds_no_job_is_answered_once() {
        Pid<Message> queue = JobQueue.start();

        assertAnsweredOnce(queue, NO_JOB);
    }

    @Test
    @Tag("task:2")
    @Order(204)
    void a_job_is_given_away_once() {
        Pid<Message> queue = JobQueue.start();
        JobQueue.submit(queue, new Job("menu cards", NORMAL));
        next(queue);

        assertThat(next(queue))
                .as(task(2, "the only job has been taken: does the loop go on without it?"))
                .isEqualTo(NO_JOB);
    }

    @Test
    @Tag("task:2")
    @Order(205)
    void a_queue_that_was_empty_takes_jobs_again() {
        Pid<Message> queue = JobQueue.start();
        Job job = new Job("menu cards", NORMAL);
        next(queue);
        next(queue);
        JobQueue.submit(queue, job);

        assertThat(next(queue))
                .as(task(2, "there was no job twice, and then one was submitted"))
                .isEqualTo(new NextJob(job));
    }

    // ---- Task 3: first come, first served ---------------------------------------------------

    @Test
    @Tag("task:3")
    @Order(301)
    void equally_urgent_jobs_leave_in_the_order_in_which_they_came() {
        Pid<Message> queue = JobQueue.start();
        submit(
                queue,
                new Job("menu cards", NORMAL),
                new Job("posters", NORMAL),
                new Job("leaflets", NORMAL));

        List<String> titles = titles(queue);
        assertThat(titles)
                .as(
                        task(
                                3,
                                "menu cards came first, then posters, then leaflets, all NORMAL. %s"
                                        + " They left in this order",
                                whatItMeans(titles)))
                .isEqualTo(List.of("menu cards", "posters", "leaflets"));
    }

    private static String whatItMeans(List<String> titles) {
        if (titles.size() < 3) {
            return "A loop knows only what it is given: does the call after a Submit pass on all"
                    + " that wait and the new job, and the one after a Take all but the first?";
        } else if (titles.equals(List.of("leaflets", "posters", "menu cards"))) {
            return "That is last come, first served: a new job goes to one end, and the next one is"
                    + " taken from the other.";
        } else if (titles.equals(List.of("leaflets", "menu cards", "posters"))) {
            return "They were sorted by title, which does not matter here.";
        } else {
            return "What is equal has to stay in the order in which it came, and not every"
                    + " collection promises that.";
        }
    }

    @Test
    @Tag("task:3")
    @Order(302)
    void a_job_that_comes_between_two_takes_goes_to_the_end() {
        Pid<Message> queue = JobQueue.start();
        submit(queue, new Job("posters", NORMAL), new Job("menu cards", NORMAL));
        next(queue);
        submit(queue, new Job("leaflets", NORMAL));

        assertThat(titles(queue))
                .as(
                        task(
                                3,
                                "posters were taken, menu cards waited, then leaflets came: a new"
                                        + " job goes behind all that wait"))
                .isEqualTo(List.of("menu cards", "leaflets"));
    }

    @Test
    @Tag("task:3")
    @Order(303)
    void equal_jobs_are_two_jobs() {
        Pid<Message> queue = JobQueue.start();
        Job receipts = new Job("receipts", NORMAL);
        submit(queue, receipts, new Job("posters", NORMAL), receipts);

        assertThat(titles(queue))
                .as(
                        task(
                                3,
                                "receipts were submitted twice, before and after the posters. Two"
                                        + " jobs that are equal are still two"))
                .isEqualTo(List.of("receipts", "posters", "receipts"));
    }

    @Test
    @Tag("task:3")
    @Order(304)
    void a_take_gets_one_job_of_many() {
        Pid<Message> queue = JobQueue.start();
        Job posters = new Job("posters", NORMAL);
        submit(queue, posters, new Job("leaflets", NORMAL));

        assertAnsweredOnce(queue, new NextJob(posters));
    }

    // ---- Task 4: the urgent ones first ------------------------------------------------------

    @Test
    @Tag("task:4")
    @Order(401)
    void a_high_job_overtakes_those_that_wait() {
        Pid<Message> queue = JobQueue.start();
        submit(queue, new Job("posters", NORMAL), new Job("tonight's programme", HIGH));

        assertThat(titles(queue))
                .as(
                        task(
                                4,
                                "the programme came after the posters, but is HIGH, so it leaves"
                                        + " before them"))
                .isEqualTo(List.of("tonight's programme", "posters"));
    }

    @Test
    @Tag("task:4")
    @Order(402)
    void a_low_job_lets_the_others_pass() {
        Pid<Message> queue = JobQueue.start();
        submit(queue, new Job("test page", LOW), new Job("posters", NORMAL));

        assertThat(titles(queue))
                .as(
                        task(
                                4,
                                "the test page came before the posters, but is LOW. Who compares"
                                        + " the names of the priorities finds LOW before NORMAL"))
                .isEqualTo(List.of("posters", "test page"));
    }

    @Test
    @Tag("task:4")
    @Order(403)
    void high_comes_before_normal_and_normal_before_low() {
        List<Job> jobs =
                List.of(
                        new Job("programme", HIGH),
                        new Job("posters", NORMAL),
                        new Job("test page", LOW));

        for (List<Job> order : orders(jobs)) {
            Pid<Message> queue = JobQueue.start();
            submit(queue, order.toArray(Job[]::new));

            assertThat(titles(queue))
                    .as(
                            task(
                                    4,
                                    "%s, submitted in this order. The programme is HIGH, the"
                                            + " posters are NORMAL, the test page is LOW",
                                    order.stream().map(Job::title).toList()))
                    .isEqualTo(List.of("programme", "posters", "test page"));
        }
    }

    @Test
    @Tag("task:4")
    @Order(404)
    void within_each_priority_the_first_comes_first() {
        Pid<Message> queue = JobQueue.start();
        submit(
                queue,
                new Job("low 1", LOW),
                new Job("normal 1", NORMAL),
                new Job("high 1", HIGH),
                new Job("normal 2", NORMAL),
                new Job("low 2", LOW),
                new Job("high 2", HIGH),
                new Job("high 3", HIGH),
                new Job("normal 3", NORMAL),
                new Job("low 3", LOW));

        assertThat(String.join(", ", titles(queue)))
                .as(
                        task(
                                4,
                                "3 jobs of each priority were submitted. Among those of one"
                                    + " priority it is first come, first served, as before: a new"
                                    + " job goes behind all that are as urgent as it is"))
                .isEqualTo(
                        "high 1, high 2, high 3, normal 1, normal 2, normal 3, low 1, low 2, low"
                                + " 3");
    }

    @Test
    @Tag("task:4")
    @Order(405)
    void the_name_of_a_job_does_not_matter() {
        Pid<Message> queue = JobQueue.start();
        submit(
                queue,
                new Job("zebra", HIGH),
                new Job("ant", HIGH),
                new Job("yak", LOW),
                new Job("bee", LOW));

        assertThat(titles(queue))
                .as(
                        task(
                                4,
                                "zebra and ant are HIGH, yak and bee LOW, submitted in this order."
                                        + " The title does not matter"))
                .isEqualTo(List.of("zebra", "ant", "yak", "bee"));
    }

    // ---- Task 5: a long day -----------------------------------------------------------------

    @Test
    @Tag("task:5")
    @Order(501)
    void what_is_urgent_goes_before_what_waits_since_this_morning() {
        Pid<Message> queue = JobQueue.start();
        submit(
                queue,
                new Job("low 1", LOW),
                new Job("normal 1", NORMAL),
                new Job("normal 2", NORMAL));
        assertThat(title(queue)).as(task(5, "in the morning")).isEqualTo("normal 1");
        sleep(ofHours(3));
        submit(queue, new Job("high 1", HIGH));
        assertThat(title(queue)).as(task(5, "high 1 came at noon")).isEqualTo("high 1");
        sleep(ofHours(3));
        submit(queue, new Job("normal 3", NORMAL), new Job("high 2", HIGH));

        assertThat(titles(queue))
                .as(
                        task(
                                5,
                                "low 1 and normal 2 wait since the morning; normal 3 and high 2"
                                        + " came in the evening"))
                .isEqualTo(List.of("high 2", "normal 2", "normal 3", "low 1"));
    }

    @Test
    @Tag("task:5")
    @Order(502)
    void each_job_is_printed_once_by_one_of_many_printers() {
        record Printed(String title) {}
        record Done() {}
        Pid<Message> queue = JobQueue.start();
        Pid<Object> test = self();
        List<String> titles = new ArrayList<>();
        for (int job = 1; job <= 30; job++) {
            titles.add("job " + job);
            submit(queue, new Job("job " + job, JobQueue.Priority.values()[job % 3]));
        }

        for (int printer = 0; printer < 4; printer++) {
            spawn(
                    () -> {
                        // A queue that never gets empty must not keep them busy for ever.
                        for (int jobs = 0; jobs <= 30; jobs++) {
                            if (!(next(queue) instanceof NextJob(Job job))) {
                                break;
                            }
                            sleep(ofMillis(10));
                            test.send(new Printed(job.title()));
                        }
                        test.send(new Done());
                    });
        }

        for (int printer = 0; printer < 4; printer++) {
            assertThat(receive(Done.class, after(ofHours(1))))
                    .as(
                            task(
                                    5,
                                    "30 jobs for 4 printers, 10 ms for each, and a printer that"
                                            + " finds no job is done. After an hour %d of 4 were",
                                    printer))
                    .isEqualTo(new Received<>(new Done()));
        }
        List<String> printed =
                messages().stream().map(message -> ((Printed) message).title()).toList();
        assertThat(titles.stream().filter(title -> !printed.contains(title)).toList())
                .as(task(5, "30 jobs for 4 printers: those that nobody has printed"))
                .isEmpty();
        assertThat(titles.stream().filter(title -> frequency(printed, title) > 1).toList())
                .as(task(5, "30 jobs for 4 printers: those that were printed more than once"))
                .isEmpty();
    }

    @Test
    @Tag("task:5")
    @Order(503)
    void a_thousand_jobs_are_no_trouble() {
        Pid<Message> queue = JobQueue.start();
        List<String> expected = new ArrayList<>();
        for (int job = 1; job <= 1000; job++) {
            submit(queue, new Job("job " + job, LOW));
            expected.add("job " + job);
        }
        submit(queue, new Job("urgent", HIGH));
        expected.addFirst("urgent");

        assertThat(titles(queue))
                .as(task(5, "1000 LOW jobs, then a HIGH one"))
                .containsExactlyElementsOf(expected);
    }

    // -----------------------------------------------------------------------------------------

    /** What a red test says first: what it looked at, and where to read. */
    private static String task(int task, String what, Object... values) {
        return "Task %d in exercises/job-queue/README.md: %s"
                .formatted(task, what.formatted(values));
    }

    private static void submit(Pid<Message> queue, Job... jobs) {
        for (Job job : jobs) {
            JobQueue.submit(queue, job);
        }
    }

    /** Takes all jobs, until there are none. */
    private List<String> titles(Pid<Message> queue) {
        List<String> titles = new ArrayList<>();
        while (next(queue) instanceof NextJob(Job job)) {
            titles.add(job.title());
            if (titles.size() > 2000) {
                fail(
                        task(
                                task,
                                "the queue gives away jobs without end, %s and so on: does a job"
                                        + " that was given away leave the list?",
                                titles.subList(0, 5)));
            }
        }
        return titles;
    }

    private String title(Pid<Message> queue) {
        return switch (next(queue)) {
            case NextJob(Job job) -> job.title();
            case NoJob() -> "no job";
        };
    }

    private static List<List<Job>> orders(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Job>> orders = new ArrayList<>();
        for (Job first : jobs) {
            List<Job> rest = jobs.stream().filter(job -> job != first).toList();
            for (List<Job> order : orders(rest)) {
                orders.add(Stream.concat(Stream.of(first), order.stream()).toList());
            }
        }
        return orders;
    }

    /** The client method, which has to be answered here. */
    private Answer next(Pid<Message> queue) {
        try {
            return JobQueue.next(queue);
        } catch (IllegalStateException noAnswer) {
            throw new AssertionError(task(task, "next() got no answer: %s", whyNoAnswer(queue)));
        } catch (AssertionError hang) {
            throw new AssertionError(task(task, "next() got no answer: %s", hang.getMessage()));
        }
    }

    private static String whyNoAnswer(Pid<Message> queue) {
        return Coaching.whyNoAnswer(
                queue, "queue", Take.class, "Take", "does each case of its switch send an answer?");
    }

    /** A call drops what comes after the first answer, so this asks by hand. */
    private void assertAnsweredOnce(Pid<Message> queue, Answer answer) {
        send(queue, new Take(self()));
        sleep(ofSeconds(1));

        assertThat(messages())
                .as(task(task, "%s", Coaching.oneAnswer("Take(self())")))
                .isEqualTo(List.of(answer));
    }

    private static void assertNoAnswer(String why, Pid<Message> queue) {
        try {
            JobQueue.next(queue);
        } catch (IllegalStateException expected) {
            return;
        } catch (AssertionError hang) {
            fail(
                    task(
                            1,
                            "%s, and next() waits for ever. A call hears that the process has"
                                    + " ended, and knows when to give up; a receive does"
                                    + " neither.\n%s",
                            why,
                            hang.getMessage()));
        }
        fail(
                task(
                        1,
                        "%s, but next() returned as if someone had answered: it must throw an"
                            + " IllegalStateException when its call times out, and when there is no"
                            + " process",
                        why));
    }
}
