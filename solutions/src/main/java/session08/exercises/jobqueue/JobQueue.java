package session08.exercises.jobqueue;

import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;

import static java.util.Comparator.comparing;

import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A process that keeps jobs until someone takes them, the urgent ones first.
 *
 * <p>The design: the state is one list that is always in the order in which the jobs will leave it.
 * A job goes to the end and the list is sorted by nothing but the priority. That sort is stable:
 * what is equal stays as it was, which is first come, first served.
 *
 * <p>The mailbox could be the queue: receive the next Take, then a Submit that is HIGH {@code
 * after(ZERO)}, else one that is NORMAL, else LOW, and there is no state at all. It is the shorter
 * program, but each take looks through all the mail that waits, and the day someone asks how many
 * jobs there are, nobody knows.
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

    /** What the process understands. */
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
        return spawn(() -> loop(List.of()));
    }

    /**
     * Submits a job and does not wait. A queue that has ended drops it in silence.
     *
     * @throws NullPointerException if {@code job} is null
     */
    public static void submit(Pid<Message> queue, Job job) {
        send(queue, new Submit(job));
    }

    /**
     * Takes the next job out of the queue. Waits for the answer, but not for a job.
     *
     * @throws IllegalStateException if the queue has ended, or does not answer in time
     */
    public static Answer next(Pid<Message> queue) {
        return switch (call(queue, Take::new)) {
            case Answered(var answer) -> answer;
            case TimedOut() -> throw new IllegalStateException(queue + " does not answer");
            case NoProcess() -> throw new IllegalStateException(queue + " has ended");
        };
    }

    private static TailCall<Message> loop(List<Job> waiting) {
        return switch (receive(Message.class)) {
            case Submit(var job) -> () -> loop(insert(job, waiting));
            case Take(var from) when waiting.isEmpty() -> {
                from.send(new NoJob());
                yield () -> loop(waiting);
            }
            case Take(var from) -> {
                from.send(new NextJob(waiting.getFirst()));
                yield () -> loop(waiting.subList(1, waiting.size()));
            }
        };
    }

    private static List<Job> insert(Job job, List<Job> waiting) {
        return Stream.concat(waiting.stream(), Stream.of(job))
                .sorted(comparing(Job::priority))
                .toList();
    }
}
