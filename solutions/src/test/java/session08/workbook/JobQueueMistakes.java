package session08.workbook;

import java.util.List;

/** What learners do wrong in the job queue. */
final class JobQueueMistakes {

    private static final String SUBMIT =
            "case Submit(var job) -> () -> loop(insert(job, waiting));";
    private static final String GIVE = "from.send(new NextJob(waiting.getFirst()));\n";
    private static final String NONE = "from.send(new NoJob());\n";
    private static final String REST = "yield () -> loop(waiting.subList(1, waiting.size()));";
    private static final String EMPTY_GOES_ON =
            NONE + " ".repeat(16) + "yield () -> loop(waiting);";
    private static final String SORT = ".sorted(comparing(Job::priority))";
    private static final String APPEND = "Stream.concat(waiting.stream(), Stream.of(job))";
    private static final String STOP = "session08.process.Processes.stop();";

    static final List<Mistake> ALL =
            List.of(
                    // ---- answers
                    new Mistake(
                            "forgot to answer",
                            GIVE,
                            "",
                            1,
                            "does each case of its switch send an answer?"),
                    new Mistake(
                            "forgot to answer when there is no job",
                            NONE,
                            "",
                            2,
                            "does each case of its switch send an answer?"),
                    new Mistake(
                            "answered twice",
                            GIVE,
                            GIVE + GIVE,
                            1,
                            "a second one stays in the mailbox"),
                    new Mistake(
                            "gave all jobs to one who asked",
                            GIVE,
                            "waiting.forEach(job -> from.send(new NextJob(job)));\n",
                            3,
                            "a second one stays in the mailbox"),
                    new Mistake(
                            "answered twice that there is no job",
                            NONE,
                            NONE + NONE,
                            2,
                            "a second one stays in the mailbox"),
                    new Mistake(
                            "answers itself, not who asked",
                            GIVE,
                            "session08.process.Processes.self()"
                                    + ".send(new NextJob(waiting.getFirst()));\n",
                            1,
                            "sent nothing to the pid in it: does each case of its switch send an"
                                    + " answer? Its mailbox holds [NextJob"),
                    new Mistake(
                            "blocked until a job comes",
                            NONE,
                            "from.send(new NextJob(receive(Submit.class).job()));\n",
                            2,
                            "the queue lives and has received the Take, but sent nothing"),
                    new Mistake(
                            "no case for an empty queue",
                            "when waiting.isEmpty()",
                            "when waiting.size() < 0",
                            2,
                            "the queue has ended"),
                    new Mistake(
                            "took no answer for no job",
                            "throw new IllegalStateException(queue + \" has ended\")",
                            "new NoJob()",
                            1,
                            "next() returned as if someone had answered"),
                    new Mistake(
                            "took a late answer for no job",
                            "throw new IllegalStateException(queue + \" does not answer\")",
                            "new NoJob()",
                            1,
                            "the process was busy for a day, but next() returned"),
                    new Mistake(
                            "waits for the answer with a receive, for ever",
                            "return switch (call(queue, Take::new)) {",
                            "send(queue, new Take(session08.process.Processes.self()));\n"
                                    + "session08.process.Reply<Answer> reply ="
                                    + " new Answered<>(receive(Answer.class));\n"
                                    + "return switch (reply) {",
                            1,
                            "next() waits for ever"),
                    // ---- the loop
                    new Mistake(
                            "forgot to loop",
                            REST,
                            "yield " + STOP,
                            1,
                            "does each case return the next call"),
                    new Mistake(
                            "ends when a job is submitted",
                            SUBMIT,
                            "case Submit(var job) -> " + STOP,
                            1,
                            "does each case return the next call"),
                    new Mistake(
                            "ends when there is no job",
                            EMPTY_GOES_ON,
                            NONE + "yield " + STOP,
                            2,
                            "does each case return the next call"),
                    // ---- the jobs
                    new Mistake(
                            "kept no state",
                            SUBMIT,
                            "case Submit(var job) -> () -> loop(waiting);",
                            1,
                            "does the call after a Submit pass on the job?"),
                    new Mistake(
                            "a job that was given away stays",
                            REST,
                            "yield () -> loop(waiting);",
                            1,
                            "A job that was given away has left"),
                    new Mistake(
                            "gives away one job and loses the others",
                            REST,
                            "yield () -> loop(List.of());",
                            3,
                            "all but the first?"),
                    new Mistake(
                            "keeps only the latest job",
                            "loop(insert(job, waiting))",
                            "loop(List.of(job))",
                            3,
                            "does the call after a Submit pass on all that wait"),
                    new Mistake(
                            "last come, first served",
                            APPEND,
                            "Stream.concat(Stream.of(job), waiting.stream())",
                            3,
                            "That is last come, first served"),
                    new Mistake(
                            "equal jobs are one",
                            SORT,
                            SORT + ".distinct()",
                            3,
                            "Two jobs that are equal are still two"),
                    // ---- priorities
                    new Mistake(
                            "first come, first served, whatever the priority",
                            SORT,
                            "",
                            4,
                            "the programme came after the posters, but is HIGH, so it leaves before"
                                    + " them"),
                    new Mistake(
                            "sorted by the name of the priority",
                            SORT,
                            ".sorted(comparing(each -> each.priority().name()))",
                            4,
                            "finds LOW before NORMAL"),
                    new Mistake(
                            "sorted by priority and then by title",
                            SORT,
                            ".sorted(comparing(Job::priority).thenComparing(Job::title))",
                            3,
                            "They were sorted by title"),
                    new Mistake(
                            "the least urgent first",
                            SORT,
                            ".sorted(comparing(Job::priority).reversed())",
                            4,
                            "the programme came after the posters, but is HIGH, so it leaves before"
                                    + " them"),
                    new Mistake(
                            "high and the rest",
                            SORT,
                            ".sorted(comparing(each -> each.priority() != Priority.HIGH))",
                            4,
                            "the test page came before the posters, but is LOW"),
                    new Mistake(
                            "last come, first served among high jobs",
                            "three-lists",
                            "case HIGH -> () -> loop(plus(high, job), normal, low);",
                            "case HIGH -> () -> loop(Stream.concat(Stream.of(job),"
                                    + " high.stream()).toList(), normal, low);",
                            4,
                            "a new job goes behind all that are as urgent as it is"),
                    new Mistake(
                            "a PriorityQueue without numbers",
                            "numbered-priority-queue",
                            ".thenComparing(Entry::number)",
                            "",
                            3,
                            "What is equal has to stay in the order in which it came"),
                    new Mistake(
                            "an urgent job drives out one that can wait",
                            SUBMIT,
                            "case Submit(var job) when job.priority() == Priority.HIGH -> () ->"
                                    + " loop(insert(job, waiting.stream().filter(each ->"
                                    + " each.priority() != Priority.LOW).toList()));\n"
                                    + SUBMIT,
                            4,
                            "The programme is HIGH, the posters are NORMAL, the test page is LOW"));

    private JobQueueMistakes() {}
}
