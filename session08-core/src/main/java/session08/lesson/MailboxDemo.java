package session08.lesson;

import static session08.process.Processes.after;
import static session08.process.Processes.messages;
import static session08.process.Processes.peek;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;

import static java.lang.IO.println;
import static java.time.Duration.ZERO;

import session08.process.Received;
import session08.process.TimedOut;

/**
 * What can be made of a receive that does not wait: to empty the mailbox, and to look at the oldest
 * message. The second goes wrong.
 */
public final class MailboxDemo {

    private MailboxDemo() {}

    /** Takes and prints what is in the caller's mailbox, oldest first. */
    public static void flushMailbox() {
        while (receive(Object.class, after(ZERO)) instanceof Received(Object message)) {
            println("Flushed: " + message);
        }
    }

    /**
     * Prints the oldest message and sends it to oneself again. So it is the newest now, and the
     * next peek sees another: the mailbox turns like a wheel. {@link
     * session08.process.Processes#peek() peek} leaves the message where it is.
     */
    public static void rotatingPeek() {
        switch (receive(Object.class, after(ZERO))) {
            case Received(Object message) -> {
                println("Peeked: " + message);
                send(self(), message);
            }
            case TimedOut() -> println("Mailbox empty");
        }
    }

    /** Section 4 of the lesson, and then the peek that only looks. */
    static void main() {
        sendThree();
        flushMailbox();

        sendThree();
        rotatingPeek();
        println(messages());
        flushMailbox();
        rotatingPeek();

        sendThree();
        peek().ifPresent(oldest -> println("Seen: " + oldest));
        println(messages());
        flushMailbox();
    }

    private static void sendThree() {
        send(self(), "a");
        send(self(), "b");
        send(self(), "c");
    }
}
