package session08.exercises.jobqueue;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;

import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.Received;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.time.Duration;
import java.util.Objects;

/**
 * The mailbox is the queue: selective receive takes the first job of the highest priority there is.
 * No state at all.
 */
public final class JobQueue {

    public enum Priority {
        HIGH,
        NORMAL,
        LOW
    }

    public record Job(String title, Priority priority) {
        public Job {
            Objects.requireNonNull(title, "the title is null: a job needs one");
            Objects.requireNonNull(priority, "the priority is null: is it HIGH, NORMAL or LOW?");
        }
    }

    public sealed interface Message {}

    public record Submit(Job job) implements Message {
        public Submit {
            Objects.requireNonNull(job, "the job is null: there is nothing to submit");
        }
    }

    public record Take(Pid<? super Answer> from) implements Message {}

    public sealed interface Answer {}

    public record NextJob(Job job) implements Answer {}

    public record NoJob() implements Answer {}

    private JobQueue() {}

    public static Pid<Message> start() {
        return spawn(JobQueue::loop);
    }

    public static void submit(Pid<Message> queue, Job job) {
        send(queue, new Submit(job));
    }

    public static Answer next(Pid<Message> queue) {
        return switch (call(queue, Take::new)) {
            case Answered(var answer) -> answer;
            case TimedOut() -> throw new IllegalStateException(queue + " does not answer");
            case NoProcess() -> throw new IllegalStateException(queue + " has ended");
        };
    }

    private static TailCall<Message> loop() {
        receive(Take.class).from().send(mostUrgent());
        return JobQueue::loop;
    }

    private static Answer mostUrgent() {
        for (Priority priority : Priority.values()) {
            if (receive(
                            Submit.class,
                            submit -> submit.job().priority() == priority,
                            after(Duration.ZERO))
                    instanceof Received(Submit(Job job))) {
                return new NextJob(job);
            }
        }
        return new NoJob();
    }
}
