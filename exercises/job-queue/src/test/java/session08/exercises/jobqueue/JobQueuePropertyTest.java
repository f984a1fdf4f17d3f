package session08.exercises.jobqueue;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

import session08.exercises.jobqueue.JobQueue.Answer;
import session08.exercises.jobqueue.JobQueue.Job;
import session08.exercises.jobqueue.JobQueue.Message;
import session08.exercises.jobqueue.JobQueue.NextJob;
import session08.exercises.jobqueue.JobQueue.NoJob;
import session08.exercises.jobqueue.JobQueue.Priority;
import session08.process.Pid;
import session08.testkit.Simulated;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds whatever is submitted and taken, and in whatever order. */
@Simulated
class JobQueuePropertyTest {

    private sealed interface Step {}

    private record Submit(Priority priority) implements Step {}

    private record Take() implements Step {}

    @Property(tries = 200)
    @Tag("task:5")
    void the_queue_does_what_three_plain_lists_would_do(@ForAll("steps") List<Step> steps) {
        Pid<Message> queue = JobQueue.start();
        Map<Priority, List<Job>> lists = new EnumMap<>(Priority.class);
        int submitted = 0;

        for (Step step : steps) {
            switch (step) {
                case Submit(Priority priority) -> {
                    Job job = new Job("job " + ++submitted, priority);
                    JobQueue.submit(queue, job);
                    lists.computeIfAbsent(priority, _ -> new ArrayList<>()).add(job);
                }
                case Take() -> {
                    String waiting = lists.toString();
                    assertThat(JobQueue.next(queue))
                            .as(
                                    "Task 5 in exercises/job-queue/README.md: these waited: %s",
                                    waiting)
                            .isEqualTo(take(lists));
                }
            }
        }
    }

    private static Answer take(Map<Priority, List<Job>> lists) {
        Optional<Job> next =
                lists.values().stream()
                        .filter(list -> !list.isEmpty())
                        .findFirst() // an EnumMap has them in the order of the priorities
                        .map(List::removeFirst);
        return next.isPresent() ? new NextJob(next.get()) : new NoJob();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(3, Arbitraries.of(Priority.class).map(Submit::new)),
                        Tuple.of(2, Arbitraries.just(new Take())))
                .list()
                .ofMaxSize(60);
    }
}
