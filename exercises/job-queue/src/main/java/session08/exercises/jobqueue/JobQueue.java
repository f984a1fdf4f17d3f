package session08.exercises.jobqueue;

import session08.process.Pid;
import session08.workbook.TaskUnwritten;

import java.util.Objects;

/**
 * A process that keeps jobs until someone takes them, the urgent ones first.
 *
 * <p>A print shop has one: the counter submits what customers bring, and each printer that is free
 * asks for its next job:
 *
 * <pre>{@code
 * Pid<JobQueue.Message> shop = JobQueue.start();
 * JobQueue.submit(shop, new Job("wedding invitations", Priority.NORMAL));
 * JobQueue.submit(shop, new Job("tonight's programme", Priority.HIGH));
 *
 * switch (JobQueue.next(shop)) {
 *     case NextJob(Job job) -> print(job);   // tonight's programme
 *     case NoJob() -> rest();
 * }
 * }</pre>
 *
 * <p>The next job is one of the highest priority there is; of several, the one that came first. A
 * job is given to one asker and never again.
 */
public final class JobQueue {

    /** How soon a job has to be done, the most urgent first. */
    public enum Priority {
        HIGH,
        NORMAL,
        LOW
    }

    /** Something to be done. Two jobs may well be equal, and are still two. */
    public record Job(String title, Priority priority) {
        public Job {
            Objects.requireNonNull(title, "the title is null: a job needs one");
            Objects.requireNonNull(priority, "the priority is null: is it HIGH, NORMAL or LOW?");
        }
    }

    /** What the process understands. Add messages of your own if your design needs them. */
    public sealed interface Message {}

    /** One more job. Not answered. */
    public record Submit(Job job) implements Message {
        public Submit {
            Objects.requireNonNull(job, "the job is null: there is nothing to submit");
        }
    }

    /** Which job is next? Answered with an {@link Answer}; a job in it has left the queue. */
    public record Take(Pid<? super Answer> from) implements Message {}

    /** The answer to {@link Take}. */
    public sealed interface Answer {}

    /** The job to do next. It has left the queue. */
    public record NextJob(Job job) implements Answer {}

    /** The queue is empty. The answer comes at once: nobody waits here for a job to come. */
    public record NoJob() implements Answer {}

    private JobQueue() {}

    /** Starts an empty queue. */
    public static Pid<Message> start() {
        // Task 1: spawn a process that keeps jobs and gives them away.
        throw new TaskUnwritten("job-queue", 1);
    }

    /**
     * Submits a job and does not wait. A queue that has ended drops it in silence.
     *
     * @throws NullPointerException if {@code job} is null
     */
    public static void submit(Pid<Message> queue, Job job) {
        // Task 1: send the message.
        throw new TaskUnwritten("job-queue", 1);
    }

    /**
     * Takes the next job out of the queue. Waits for the answer, but not for a job.
     *
     * @throws IllegalStateException if the queue has ended, or does not answer in time
     */
    public static Answer next(Pid<Message> queue) {
        // Task 1: call the queue.
        throw new TaskUnwritten("job-queue", 1);
    }

    // Tasks 1 to 5: the loop of the process is private, and stands here.
}
