package session08.process;

import org.openjdk.jcstress.Main;

/** Green when the mailbox is right and the mutant is caught, so that green means something. */
public final class RunJcstress {

    private RunJcstress() {}

    /**
     * @param arguments the mode of jcstress ({@code sanity}, {@code quick}, {@code default}, {@code
     *     tough}) and the folder for its reports
     */
    public static void main(String[] arguments) throws Exception {
        if (!isGreen("TheMailbox", arguments[0], arguments[1])) {
            throw new AssertionError(
                    "jcstress found the mailbox asleep beside a message, see above");
        }
        if (!isGreen("TheMove", arguments[0], arguments[1])) {
            throw new AssertionError(
                    "jcstress lost a message, or saw one overtaken, while its stack moved, see"
                            + " above");
        }
        if (!isGreen("TheLook", arguments[0], arguments[1])) {
            throw new AssertionError(
                    "jcstress saw messages in the mailbox that were never there together, see"
                            + " above");
        }
        if (isGreen("WithoutFence", arguments[0], arguments[1])) {
            throw new AssertionError(
                    "jcstress did not catch the mutant, so what it says of the mailbox means"
                            + " nothing: give it more time, -Djcstress.mode=default");
        }
        System.out.println(
                "jcstress: the mailbox is right, and the mutant without a fence is caught");
    }

    // Not each actor by another compiler (-sc): half the time, and the mutants are caught as well.
    private static boolean isGreen(String test, String mode, String folder) throws Exception {
        try {
            Main.main(
                    new String[] {
                        "-t",
                        "MailboxStress." + test,
                        "-m",
                        mode,
                        "-sc",
                        "false",
                        "-r",
                        folder + "/" + test
                    });
            return true;
        } catch (AssertionError red) {
            return false;
        }
    }
}
