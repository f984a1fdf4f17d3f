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

import java.util.Objects;
import java.util.PriorityQueue;

/**
 * A PriorityQueue, which says nothing about the order of equals. So each job gets a number when it
 * comes, and the number decides between jobs of one priority.
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
        var waiting =
                new PriorityQueue<Entry>(comparing(Entry::priority).thenComparing(Entry::number));
        return spawn(() -> loop(waiting, 0));
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

    private record Entry(Job job, int number) {
        Priority priority() {
            return job.priority();
        }
    }

    private static TailCall<Message> loop(PriorityQueue<Entry> waiting, int number) {
        switch (receive(Message.class)) {
            case Submit(var job) -> waiting.add(new Entry(job, number));
            case Take(var from) -> {
                Entry first = waiting.poll();
                from.send(first == null ? new NoJob() : new NextJob(first.job()));
            }
        }
        return () -> loop(waiting, number + 1);
    }
}
