package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.messages;
import static session08.process.Processes.peek;
import static session08.process.Processes.self;
import static session08.process.Processes.send;

import org.junit.jupiter.api.Test;

import java.util.List;

class MailboxDemoTest {

    @Test
    void main_prints_what_the_lesson_prints_and_then_the_peek_that_only_looks() {
        List<String> lesson = Transcript.of("mailbox").lines();
        List<String> printed = Output.textOf(MailboxDemo::main);
        assertThat(printed).startsWith(lesson.toArray(String[]::new));
        assertThat(printed.subList(lesson.size(), printed.size()))
                .containsExactly("Seen: a", "[a, b, c]", "Flushed: a", "Flushed: b", "Flushed: c");
    }

    @Test
    void the_peek_that_receives_turns_the_mailbox_like_a_wheel() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    sendThree();
                                    MailboxDemo.rotatingPeek();
                                    assertThat(messages()).containsExactly("b", "c", "a");
                                    MailboxDemo.rotatingPeek();
                                    assertThat(messages()).containsExactly("c", "a", "b");
                                    MailboxDemo.rotatingPeek();
                                    assertThat(messages()).containsExactly("a", "b", "c");
                                }))
                .containsExactly("Peeked: a", "Peeked: b", "Peeked: c");
    }

    @Test
    void the_peek_that_only_looks_sees_the_same_message_again() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    sendThree();
                                    assertThat(peek()).contains("a");
                                    assertThat(peek()).contains("a");
                                    assertThat(messages()).containsExactly("a", "b", "c");
                                }))
                .isEmpty();
    }

    @Test
    void neither_waits_for_a_message() {
        assertThat(
                        Output.textOf(
                                () -> {
                                    MailboxDemo.rotatingPeek();
                                    MailboxDemo.flushMailbox();
                                    assertThat(peek()).isEmpty();
                                }))
                .containsExactly("Mailbox empty");
    }

    private static void sendThree() {
        send(self(), "a");
        send(self(), "b");
        send(self(), "c");
    }
}
