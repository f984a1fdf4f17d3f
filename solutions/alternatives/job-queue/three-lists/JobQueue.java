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

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A list for each priority, as arguments of the loop. A take looks at them in turn. */
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
        return spawn(() -> loop(List.of(), List.of(), List.of()));
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

    private static TailCall<Message> loop(List<Job> high, List<Job> normal, List<Job> low) {
        return switch (receive(Message.class)) {
            case Submit(var job) ->
                    switch (job.priority()) {
                        case HIGH -> () -> loop(plus(high, job), normal, low);
                        case NORMAL -> () -> loop(high, plus(normal, job), low);
                        case LOW -> () -> loop(high, normal, plus(low, job));
                    };
            case Take(var from) when !high.isEmpty() -> {
                from.send(new NextJob(high.getFirst()));
                yield () -> loop(rest(high), normal, low);
            }
            case Take(var from) when !normal.isEmpty() -> {
                from.send(new NextJob(normal.getFirst()));
                yield () -> loop(high, rest(normal), low);
            }
            case Take(var from) when !low.isEmpty() -> {
                from.send(new NextJob(low.getFirst()));
                yield () -> loop(high, normal, rest(low));
            }
            case Take(var from) -> {
                from.send(new NoJob());
                yield () -> loop(high, normal, low);
            }
        };
    }

    private static List<Job> plus(List<Job> jobs, Job job) {
        return Stream.concat(jobs.stream(), Stream.of(job)).toList();
    }

    private static List<Job> rest(List<Job> jobs) {
        return List.copyOf(jobs.subList(1, jobs.size()));
    }
}
