package session08.testkit;

import static session08.process.Processes.isAlive;
import static session08.process.Processes.messages;

import session08.process.Pid;

import java.util.List;

/** What the tests of every exercise say in the same words. */
public final class Coaching {

    private Coaching() {}

    /**
     * Why a process has not answered, as far as it can be seen from outside.
     *
     * @param pid of the process
     * @param process what it is called in the text: {@code queue}
     * @param question what it was asked with
     * @param name of the question in the text
     * @param advice what to look at if it has received the question, as a question
     */
    public static String whyNoAnswer(
            Pid<?> pid, String process, Class<?> question, String name, String advice) {
        if (!isAlive(pid)) {
            return "the %s has ended, and nobody can answer any more: does each case return the"
                            .formatted(process)
                    + " next call, () -> loop(..)? If it threw, its stack trace is printed above";
        }
        List<Object> mailbox = messages(pid);
        String what =
                mailbox.stream().anyMatch(question::isInstance)
                        ? ", but has not received the %s.".formatted(name)
                        : " and has received the %s, but sent nothing to the pid in it: %s"
                                .formatted(name, advice);
        return "the %s lives%s Its mailbox holds %s, and the last line of the messages printed"
                        .formatted(process, what, mailbox)
                + " above says what it waits for";
    }

    /** What it means that the answers in the mailbox are not the one that was expected. */
    public static String oneAnswer(Object question) {
        return ("this test sent one %s by hand, and this is all that came back. One question gets"
                        + " one answer: a second one stays in the mailbox of whoever asked, and is"
                        + " taken for the answer to their next question. Which line sends it?")
                .formatted(question);
    }
}
