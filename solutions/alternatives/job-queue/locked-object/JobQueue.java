package session08.exercises.jobqueue;

import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.send;
import static session08.process.Processes.spawn;

import session08.process.Answered;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

/**
 * An object with a lock keeps the jobs, a queue for each priority. The process needs no lock,
 * because it alone touches the object, but a lock does no harm either.
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
        var waiting = new Waiting();
        return spawn(() -> loop(waiting));
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

    private static final class Waiting {
        private final Map<Priority, Queue<Job>> jobs = new EnumMap<>(Priority.class);

        synchronized void add(Job job) {
            jobs.computeIfAbsent(job.priority(), _ -> new ArrayDeque<>()).add(job);
        }

        synchronized Answer next() {
            for (Queue<Job> queue : jobs.values()) { // most urgent first
                if (!queue.isEmpty()) {
                    return new NextJob(queue.remove());
                }
            }
            return new NoJob();
        }
    }

    private static TailCall<Message> loop(Waiting waiting) {
        switch (receive(Message.class)) {
            case Submit(var job) -> waiting.add(job);
            case Take(var from) -> from.send(waiting.next());
        }
        return () -> loop(waiting);
    }
}
