package session08.exercises.jobqueue;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.exercises.jobqueue.JobQueue.Priority.HIGH;
import static session08.exercises.jobqueue.JobQueue.Priority.LOW;
import static session08.exercises.jobqueue.JobQueue.Priority.NORMAL;
import static session08.process.Processes.after;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;

import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Test;

import session08.exercises.jobqueue.JobQueue.Job;
import session08.exercises.jobqueue.JobQueue.Message;
import session08.exercises.jobqueue.JobQueue.NextJob;
import session08.exercises.jobqueue.JobQueue.NoJob;
import session08.process.Pid;
import session08.process.Received;

import java.util.ArrayList;
import java.util.List;

/** Not simulated: the queue and the printers run at the same time. */
class RealThreadsTest {

    private record Printed(String title) {}

    @Test
    void jobs_leave_by_priority_and_then_in_the_order_in_which_they_came() {
        Pid<Message> queue = JobQueue.start();
        for (String number : List.of("1", "2", "3")) {
            JobQueue.submit(queue, new Job("low " + number, LOW));
            JobQueue.submit(queue, new Job("high " + number, HIGH));
            JobQueue.submit(queue, new Job("normal " + number, NORMAL));
        }

        List<String> titles = new ArrayList<>();
        while (JobQueue.next(queue) instanceof NextJob(Job job)) {
            titles.add(job.title());
        }
        assertThat(titles)
                .containsExactly(
                        "high 1",
                        "high 2",
                        "high 3",
                        "normal 1",
                        "normal 2",
                        "normal 3",
                        "low 1",
                        "low 2",
                        "low 3");
    }

    @Test
    void printers_that_ask_at_once_get_each_job_once() {
        Pid<Message> queue = JobQueue.start();
        List<String> titles = new ArrayList<>();
        for (int job = 0; job < 100; job++) {
            titles.add("job " + job);
            JobQueue.submit(queue, new Job("job " + job, JobQueue.Priority.values()[job % 3]));
        }
        Pid<Object> test = self();
        for (int printer = 0; printer < 4; printer++) {
            spawn(
                    () -> {
                        while (JobQueue.next(queue) instanceof NextJob(Job job)) {
                            test.send(new Printed(job.title()));
                        }
                    });
        }

        List<String> printed = new ArrayList<>();
        for (int job = 0; job < 100; job++) {
            var next = receive(Printed.class, after(ofSeconds(10)));
            assertThat(next).as("print %d of 100", job + 1).isInstanceOf(Received.class);
            if (next instanceof Received(Printed(String title))) {
                printed.add(title);
            }
        }
        assertThat(printed).containsExactlyInAnyOrderElementsOf(titles);
        assertThat(JobQueue.next(queue)).isEqualTo(new NoJob());
    }
}
