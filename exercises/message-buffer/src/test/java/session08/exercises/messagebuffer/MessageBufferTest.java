package session08.exercises.messagebuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import static session08.process.Processes.after;
import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;
import static session08.process.Processes.monotonicTime;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sendAfter;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

import session08.exercises.messagebuffer.MessageBuffer.Add;
import session08.exercises.messagebuffer.MessageBuffer.Flush;
import session08.exercises.messagebuffer.MessageBuffer.Flushed;
import session08.exercises.messagebuffer.MessageBuffer.Message;
import session08.process.Pid;
import session08.process.Received;
import session08.testkit.Coaching;
import session08.testkit.Simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Time is simulated: sleeping takes none, and the clock stands still while anyone has work. */
@Simulated
@TestMethodOrder(OrderAnnotation.class)
class MessageBufferTest {

    /** So large that these batches are never full, so long that they never time out. */
    private static final int MANY = 1000;

    private static final Duration LONG = ofDays(365);

    /** What a call of the callback got, and when. */
    private record Batch(Duration at, List<String> texts) {}

    /** The callback. Each test has its own, for a test may run many times in one instance. */
    private static final class Archive {

        // A plain list will do: in simulated time one process runs at a time. It keeps the very
        // lists that the callback got, so a buffer that changes one later is seen.
        private final List<Batch> batches = new ArrayList<>();

        void upload(List<String> batch) {
            batches.add(new Batch(monotonicTime(), batch));
        }

        List<Batch> batches() {
            return batches;
        }

        List<List<String>> texts() {
            return batches.stream().map(Batch::texts).toList();
        }
    }

    /** The task of the running test, for the helpers that tests of several tasks share. */
    private int task;

    @BeforeEach
    void look_up_the_task(TestInfo test) {
        task = Integer.parseInt(test.getTags().iterator().next().substring("task:".length()));
    }

    // ---- Task 1: collect, and flush when asked ----------------------------------------------

    @Test
    @Tag("task:1")
    @Order(101)
    void a_flush_hands_over_what_was_added_in_order() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        MessageBuffer.add(buffer, "one");
        MessageBuffer.add(buffer, "two");
        MessageBuffer.add(buffer, "three");
        flush(buffer);

        assertThat(archive.texts())
                .as(
                        task(
                                1,
                                "one, two and three were added, then flush(). %s The callback got",
                                whatItMeans(archive.texts())))
                .isEqualTo(List.of(List.of("one", "two", "three")));
    }

    private static String whatItMeans(List<List<String>> got) {
        if (got.isEmpty()) {
            return "The callback was not called before flush() returned.";
        } else if (got.size() > 1) {
            return "All that was added since the last flush is one batch.";
        } else if (got.getFirst().isEmpty()) {
            return "An empty list was handed over, or it was emptied later: the callback needs a"
                    + " list that nobody changes.";
        } else if (got.getFirst().equals(List.of("three", "two", "one"))) {
            return "That is the reverse order: a new message goes to the end of the list.";
        } else {
            return "A loop knows only what it is given: does the call after each Add pass on the"
                    + " whole batch, with the new message at its end?";
        }
    }

    @Test
    @Tag("task:1")
    @Order(102)
    void a_flush_answers_how_many() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        add(buffer, 5);

        assertThat(flush(buffer)).as(task(1, "5 messages waited; flush() answered")).isEqualTo(5);
    }

    @Test
    @Tag("task:1")
    @Order(103)
    void the_next_batch_starts_anew() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        MessageBuffer.add(buffer, "one");
        flush(buffer);
        MessageBuffer.add(buffer, "two");
        flush(buffer);

        assertThat(archive.texts())
                .as(
                        task(
                                1,
                                "one, flush, two, flush: after a flush the loop goes on with an"
                                        + " empty batch, and a list that the callback got does not"
                                        + " change later. The callback got"))
                .isEqualTo(List.of(List.of("one"), List.of("two")));
    }

    @Test
    @Tag("task:1")
    @Order(104)
    void the_answer_comes_after_the_callback() {
        var archive = new Archive();
        Pid<Message> buffer =
                MessageBuffer.start(
                        MANY,
                        LONG,
                        batch -> {
                            sleep(ofSeconds(2));
                            archive.upload(batch);
                        });
        add(buffer, 1);
        flush(buffer);

        assertThat(archive.texts())
                .as(
                        task(
                                1,
                                "the callback takes 2 s, and flush() returned after %d s. The"
                                    + " answer is sent when the callback has returned: whoever goes"
                                    + " down after a flush must know that all is handed over. What"
                                    + " the callback had done by then",
                                monotonicTime().toSeconds()))
                .hasSize(1);
    }

    @Test
    @Tag("task:1")
    @Order(105)
    void what_is_added_during_a_flush_waits_for_the_next() {
        var archive = new Archive();
        Pid<Message> buffer =
                MessageBuffer.start(
                        MANY,
                        LONG,
                        batch -> {
                            sleep(ofSeconds(2));
                            archive.upload(batch);
                        });
        MessageBuffer.add(buffer, "one");
        sendAfter(buffer, new Add("meanwhile"), ofSeconds(1));
        flush(buffer);
        flush(buffer);

        assertThat(archive.texts())
                .as(
                        task(
                                1,
                                "one was added and flushed; the callback took 2 s, and meanwhile"
                                    + " another message came. It lies in the mailbox until the"
                                    + " callback has returned, and belongs to the next batch. The"
                                    + " callback got"))
                .isEqualTo(List.of(List.of("one"), List.of("meanwhile")));
    }

    @Test
    @Tag("task:1")
    @Order(106)
    void the_callback_runs_in_the_process_of_the_buffer() {
        List<Pid<Object>> ran = new ArrayList<>();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, batch -> ran.add(self()));
        add(buffer, 1);
        flush(buffer);

        assertThat(ran.toString())
                .as(task(1, "the process in which the callback ran"))
                .isEqualTo(List.of(buffer).toString());
    }

    @Test
    @Tag("task:1")
    @Order(107)
    void the_answer_goes_to_the_address_in_the_message() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        add(buffer, 2);

        send(buffer, new Flush(self()));

        assertThat(receive(Flushed.class, after(ofSeconds(1))))
                .as(
                        task(
                                1,
                                "this test sent Flush(self()) by hand and waited for a second: the"
                                        + " process must send its answer to the pid in the message."
                                        + " The buffer's mailbox now holds %s",
                                messages(buffer)))
                .isEqualTo(new Received<>(new Flushed(2)));
    }

    @Test
    @Tag("task:1")
    @Order(108)
    void a_flush_is_answered_once() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        add(buffer, 2);

        assertAnsweredOnce(buffer, 2);
    }

    @Test
    @Tag("task:1")
    @Order(109)
    void a_callback_that_throws_ends_the_buffer_and_flush_says_so() {
        Pid<Message> buffer =
                MessageBuffer.start(
                        MANY,
                        LONG,
                        batch -> {
                            throw new IllegalArgumentException("the archive is full");
                        });
        add(buffer, 1);

        withoutStackTraces(
                () ->
                        assertNoAnswer(
                                "the callback threw (an exception of the callback is not to be"
                                        + " caught), so nobody answered",
                                buffer));
        assertThat(isAlive(buffer))
                .as(task(1, "a process whose callback threw is alive (nothing is to be caught)"))
                .isFalse();
    }

    @Test
    @Tag("task:1")
    @Order(110)
    void a_buffer_that_has_ended_is_reported_at_once() {
        Pid<Message> ended = spawn("ended", () -> stop());

        assertNoAnswer("the process had ended", ended);
        assertThat(monotonicTime())
                .as(task(1, "nobody is there to answer: the time that flush() has waited"))
                .isEqualTo(ZERO);
    }

    @Test
    @Tag("task:1")
    @Order(111)
    void a_buffer_that_does_not_answer_is_reported() {
        Pid<Message> busy =
                spawn(
                        "busy",
                        () -> {
                            sleep(ofDays(1));
                            return stop();
                        });

        assertNoAnswer("the process was busy for a day", busy);
    }

    // ---- Task 2: nothing to hand over -------------------------------------------------------

    @Test
    @Tag("task:2")
    @Order(201)
    void a_flush_of_nothing_answers_zero() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);

        assertThat(flush(buffer)).as(task(2, "nothing was added; flush() answered")).isZero();
    }

    @Test
    @Tag("task:2")
    @Order(202)
    void a_flush_of_nothing_does_not_call_back() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        flush(buffer);

        assertThat(archive.texts())
                .as(
                        task(
                                2,
                                "nothing was added, then flush(): an empty batch is never handed"
                                        + " over, but the callback got"))
                .isEmpty();
    }

    @Test
    @Tag("task:2")
    @Order(203)
    void a_flush_of_nothing_is_answered_once() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);

        assertAnsweredOnce(buffer, 0);
    }

    @Test
    @Tag("task:2")
    @Order(204)
    void a_second_flush_finds_nothing() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        add(buffer, 3);
        flush(buffer);

        assertThat(flush(buffer)).as(task(2, "the second flush() in a row answered")).isZero();
        assertThat(archive.texts()).as(task(2, "two flushes, but one batch")).hasSize(1);
    }

    // ---- Task 3: a full batch ---------------------------------------------------------------

    @Test
    @Tag("task:3")
    @Order(301)
    void a_full_batch_is_handed_over_at_once() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(3, LONG, archive::upload);
        add(buffer, 3);
        settle();

        assertThat(archive.batches())
                .as(
                        task(
                                3,
                                "a batch is full with 3, and 3 were added. It goes out at once and"
                                        + " whole, and nobody has to ask. The callback got"))
                .isEqualTo(List.of(new Batch(ZERO, numbers(1, 3))));
    }

    @Test
    @Tag("task:3")
    @Order(302)
    void a_batch_that_is_not_full_waits() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(3, LONG, archive::upload);
        add(buffer, 2);
        settle();

        assertThat(archive.texts())
                .as(task(3, "a batch is full with 3, and only 2 were added: the callback got"))
                .isEmpty();
    }

    @Test
    @Tag("task:3")
    @Order(303)
    void what_comes_after_a_full_batch_goes_into_the_next() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(3, LONG, archive::upload);
        add(buffer, 7);
        settle();

        assertThat(archive.texts())
                .as(
                        task(
                                3,
                                "a batch is full with 3, and 7 were added. What comes while a batch"
                                        + " is handed over begins the next one. The callback got"))
                .isEqualTo(List.of(numbers(1, 3), numbers(4, 6)));
        assertThat(flush(buffer)).as(task(3, "the seventh still waited; flush()")).isEqualTo(1);
        assertThat(archive.texts().getLast())
                .as(task(3, "the last batch"))
                .isEqualTo(numbers(7, 7));
    }

    @Test
    @Tag("task:3")
    @Order(304)
    void a_full_batch_leaves_nothing_to_flush() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(3, LONG, archive::upload);
        add(buffer, 3);

        assertThat(flush(buffer))
                .as(task(3, "the 3 messages were handed over when they were full; flush()"))
                .isZero();
        assertThat(archive.texts())
                .as(task(3, "the callback got"))
                .isEqualTo(List.of(numbers(1, 3)));
    }

    @Test
    @Tag("task:3")
    @Order(305)
    void a_batch_of_one_is_always_full() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(1, LONG, archive::upload);
        add(buffer, 3);
        settle();

        assertThat(archive.texts())
                .as(
                        task(
                                3,
                                "a batch is full with 1, so the very first message fills it, and 3"
                                        + " were added: the callback got"))
                .isEqualTo(List.of(numbers(1, 1), numbers(2, 2), numbers(3, 3)));
    }

    @Test
    @Tag("task:3")
    @Order(306)
    void messages_of_many_senders_all_arrive() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(4, LONG, archive::upload);
        for (int sender = 0; sender < 5; sender++) {
            String name = "sender " + sender;
            spawn(
                    () -> {
                        MessageBuffer.add(buffer, name + ", first");
                        MessageBuffer.add(buffer, name + ", second");
                    });
        }
        settle();
        flush(buffer);

        assertThat(archive.texts().stream().flatMap(List::stream))
                .as(task(3, "5 senders added 2 messages each; all that was handed over"))
                .hasSize(10)
                .doesNotHaveDuplicates();
    }

    // ---- Task 4: a flush without an answer --------------------------------------------------

    @Test
    @Tag("task:4")
    @Order(401)
    void an_auto_flush_hands_over_what_waits() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        add(buffer, 2);
        MessageBuffer.autoFlush(buffer);
        settle();

        assertThat(archive.texts())
                .as(task(4, "2 were added, then autoFlush(): the callback got"))
                .isEqualTo(List.of(numbers(1, 2)));
    }

    @Test
    @Tag("task:4")
    @Order(402)
    void an_auto_flush_is_not_answered() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        add(buffer, 2);
        MessageBuffer.autoFlush(buffer);
        settle();

        assertThat(messages())
                .as(
                        task(
                                4,
                                "whoever sends an AutoFlush waits for nothing, so it has no answer."
                                        + " This test's mailbox"))
                .isEmpty();
        assertThat(flush(buffer)).as(task(4, "2 were added, then autoFlush(), flush()")).isZero();
    }

    @Test
    @Tag("task:4")
    @Order(403)
    void an_auto_flush_of_nothing_does_not_call_back() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        MessageBuffer.autoFlush(buffer);

        assertThat(flush(buffer)).as(task(4, "nothing was added; flush() answered")).isZero();
        assertThat(archive.texts())
                .as(
                        task(
                                4,
                                "nothing was added, then autoFlush(): an empty batch is never"
                                        + " handed over, but the callback got"))
                .isEmpty();
    }

    @Test
    @Tag("task:4")
    @Order(404)
    void the_buffer_goes_on_after_an_auto_flush() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, LONG, archive::upload);
        MessageBuffer.autoFlush(buffer);
        MessageBuffer.add(buffer, "one");
        MessageBuffer.autoFlush(buffer);
        MessageBuffer.add(buffer, "two");

        assertThat(flush(buffer))
                .as(task(4, "autoFlush, one, autoFlush, two, and then flush() answered"))
                .isEqualTo(1);
        assertThat(archive.texts())
                .as(task(4, "the callback got"))
                .isEqualTo(List.of(List.of("one"), List.of("two")));
    }

    // ---- Task 5: the timeout ----------------------------------------------------------------

    @Test
    @Tag("task:5")
    @Order(501)
    void a_batch_is_handed_over_when_its_time_has_passed() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, ofSeconds(5), archive::upload);
        add(buffer, 2);
        sleep(ofHours(1));

        assertThat(archive.batches())
                .as(
                        task(
                                5,
                                "2 were added at once, the timeout is 5 s, and an hour has passed."
                                    + " Time here is simulated: only monotonicTime(), sendAfter,"
                                    + " and receive with after or until see it pass. The callback"
                                    + " got"))
                .isEqualTo(List.of(new Batch(ofSeconds(5), numbers(1, 2))));
    }

    @Test
    @Tag("task:5")
    @Order(502)
    void a_batch_is_not_handed_over_before() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, ofSeconds(5), archive::upload);
        add(buffer, 1);
        sleep(ofSeconds(5).minusNanos(1));

        assertThat(archive.texts()).as(task(5, "the timeout of 5 s has 1 ns to go")).isEmpty();
    }

    @Test
    @Tag("task:5")
    @Order(503)
    void time_passes_from_the_first_message_on() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, ofSeconds(5), archive::upload);
        sleep(ofSeconds(3));
        add(buffer, 1);
        sleep(ofHours(1));

        assertThat(archive.batches())
                .as(
                        task(
                                5,
                                "the first message came at 3 s, so its 5 s are over at 8 s,"
                                        + " whenever the buffer was started"))
                .isEqualTo(List.of(new Batch(ofSeconds(8), numbers(1, 1))));
    }

    @Test
    @Tag("task:5")
    @Order(504)
    void a_steady_trickle_does_not_delay_a_batch() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, ofSeconds(5), archive::upload);
        for (int second = 0; second <= 10; second += 2) {
            MessageBuffer.add(buffer, "at " + second);
            sleep(ofSeconds(2));
        }

        assertThat(archive.batches())
                .as(
                        task(
                                5,
                                "a message came every 2 s, and a batch has 5 s from its first one"
                                    + " on. after(timeout) counts from the last one, and so does a"
                                    + " deadline or a timer that is made anew with each message."
                                    + " The callback got"))
                .isEqualTo(
                        List.of(
                                new Batch(ofSeconds(5), List.of("at 0", "at 2", "at 4")),
                                new Batch(ofSeconds(11), List.of("at 6", "at 8", "at 10"))));
    }

    @Test
    @Tag("task:5")
    @Order(505)
    void an_empty_buffer_never_calls_back() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, ofSeconds(5), archive::upload);
        sleep(ofHours(1));

        assertThat(archive.texts())
                .as(task(5, "an hour has passed, the timeout is 5 s, and nothing was added"))
                .isEmpty();
        assertThat(flush(buffer)).as(task(5, "after that hour, flush() answered")).isZero();
    }

    @Test
    @Tag("task:5")
    @Order(506)
    void the_buffer_goes_on_after_a_timeout() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, ofSeconds(5), archive::upload);
        for (int round = 0; round < 3; round++) {
            add(buffer, 1);
            sleep(ofSeconds(60));
        }

        assertThat(archive.batches())
                .as(task(5, "a message came at 0, 60 and 120 s, the timeout is 5 s"))
                .isEqualTo(
                        List.of(
                                new Batch(ofSeconds(5), numbers(1, 1)),
                                new Batch(ofSeconds(65), numbers(1, 1)),
                                new Batch(ofSeconds(125), numbers(1, 1))));
    }

    // ---- Task 6: each batch has its own time ------------------------------------------------

    @Test
    @Tag("task:6")
    @Order(601)
    void a_full_batch_takes_its_time_with_it() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(2, ofSeconds(10), archive::upload);
        MessageBuffer.add(buffer, "one");
        sleep(ofSeconds(5));
        MessageBuffer.add(buffer, "two");
        sleep(ofSeconds(3));
        MessageBuffer.add(buffer, "three");
        sleep(ofHours(1));

        assertThat(archive.batches())
                .as(
                        task(
                                6,
                                "one and two were a full batch at 5 s; three came at 8 s, so its 10"
                                    + " s are over at 18 s. At 10 s is too early: that was the time"
                                    + " of the batch before. The callback got"))
                .isEqualTo(
                        List.of(
                                new Batch(ofSeconds(5), List.of("one", "two")),
                                new Batch(ofSeconds(18), List.of("three"))));
    }

    @Test
    @Tag("task:6")
    @Order(602)
    void a_flushed_batch_takes_its_time_with_it() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, ofSeconds(10), archive::upload);
        MessageBuffer.add(buffer, "one");
        sleep(ofSeconds(5));
        flush(buffer);
        sleep(ofSeconds(3));
        MessageBuffer.add(buffer, "two");
        sleep(ofHours(1));

        assertThat(archive.batches())
                .as(
                        task(
                                6,
                                "one was flushed at 5 s; two came at 8 s, so its 10 s are over at"
                                    + " 18 s. At 10 s is too early: that was the time of one. The"
                                    + " callback got"))
                .isEqualTo(
                        List.of(
                                new Batch(ofSeconds(5), List.of("one")),
                                new Batch(ofSeconds(18), List.of("two"))));
    }

    @Test
    @Tag("task:6")
    @Order(603)
    void an_auto_flushed_batch_takes_its_time_with_it() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, ofSeconds(10), archive::upload);
        MessageBuffer.add(buffer, "one");
        sleep(ofSeconds(5));
        MessageBuffer.autoFlush(buffer);
        sleep(ofSeconds(3));
        MessageBuffer.add(buffer, "two");
        sleep(ofHours(1));

        assertThat(archive.batches())
                .as(
                        task(
                                6,
                                "one was flushed at 5 s; two came at 8 s, so its 10 s are over at"
                                    + " 18 s. At 10 s is too early: that was the time of one. The"
                                    + " callback got"))
                .isEqualTo(
                        List.of(
                                new Batch(ofSeconds(5), List.of("one")),
                                new Batch(ofSeconds(18), List.of("two"))));
    }

    @Test
    @Tag("task:6")
    @Order(604)
    void a_flush_of_nothing_starts_no_time() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(MANY, ofSeconds(10), archive::upload);
        flush(buffer);
        MessageBuffer.autoFlush(buffer);
        sleep(ofSeconds(8));
        MessageBuffer.add(buffer, "one");
        sleep(ofHours(1));

        assertThat(archive.batches())
                .as(task(6, "two flushes of nothing at 0 s; one came at 8 s, over at 18 s"))
                .isEqualTo(List.of(new Batch(ofSeconds(18), List.of("one"))));
    }

    @Test
    @Tag("task:6")
    @Order(605)
    void many_batches_leave_no_time_behind() {
        var archive = new Archive();
        Pid<Message> buffer = MessageBuffer.start(2, ofSeconds(10), archive::upload);
        for (int batch = 0; batch < 20; batch++) {
            add(buffer, 2);
            sleep(ofMillis(100));
        }
        MessageBuffer.add(buffer, "last");
        sleep(ofHours(1));

        assertThat(archive.batches().stream().skip(20).toList())
                .as(
                        task(
                                6,
                                "20 full batches in 2 s, then one more message: its 10 s are over"
                                    + " at 12 s, and not when those of an earlier batch are. After"
                                    + " the 20 batches the callback got"))
                .isEqualTo(List.of(new Batch(ofSeconds(12), List.of("last"))));
    }

    // -----------------------------------------------------------------------------------------

    /** What a red test says first: what it looked at, and where to read. */
    private static String task(int task, String what, Object... values) {
        return "Task %d in exercises/message-buffer/README.md: %s"
                .formatted(task, what.formatted(values));
    }

    /** Adds "1" to "count". */
    private static void add(Pid<Message> buffer, int count) {
        numbers(1, count).forEach(number -> MessageBuffer.add(buffer, number));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    /** Lets the buffer do all it can do now: simulated time moves on when everyone waits. */
    private static void settle() {
        sleep(ofNanos(1));
    }

    /** The client method, which has to be answered here. */
    private int flush(Pid<Message> buffer) {
        try {
            return MessageBuffer.flush(buffer);
        } catch (IllegalStateException noAnswer) {
            throw new AssertionError(task(task, "flush() got no answer: %s", whyNoAnswer(buffer)));
        } catch (AssertionError hang) {
            throw new AssertionError(task(task, "flush() got no answer: %s", hang.getMessage()));
        }
    }

    private static String whyNoAnswer(Pid<Message> buffer) {
        return Coaching.whyNoAnswer(
                buffer,
                "buffer",
                Flush.class,
                "Flush",
                "does it send Flushed in each of its loops?");
    }

    /** A call drops what comes after the first answer, so this asks by hand. */
    private void assertAnsweredOnce(Pid<Message> buffer, int count) {
        send(buffer, new Flush(self()));
        sleep(ofSeconds(1));

        assertThat(messages())
                .as(task(task, "%s", Coaching.oneAnswer("Flush(self())")))
                .isEqualTo(List.of(new Flushed(count)));
    }

    private static void assertNoAnswer(String why, Pid<Message> buffer) {
        try {
            MessageBuffer.flush(buffer);
        } catch (IllegalStateException expected) {
            return;
        } catch (AssertionError hang) {
            fail(
                    task(
                            1,
                            "%s, and flush() waits for ever. A call hears that the process has"
                                    + " ended, and knows when to give up; a receive does"
                                    + " neither.\n%s",
                            why,
                            hang.getMessage()));
        }
        fail(
                task(
                        1,
                        "%s, but flush() returned as if someone had: it must throw an"
                            + " IllegalStateException when its call times out, and when there is no"
                            + " process",
                        why));
    }

    /** A process that ends by an exception prints it, which is right, but here it is expected. */
    private static void withoutStackTraces(Runnable body) {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> {});
        try {
            body.run();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
