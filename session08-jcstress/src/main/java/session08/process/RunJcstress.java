package session08.process;

import org.openjdk.jcstress.Main;

/** Green when all is right and the mutant is caught, so that green means something. */
public final class RunJcstress {

    private RunJcstress() {}

    /**
     * @param arguments the mode of jcstress ({@code sanity}, {@code quick}, {@code default}, {@code
     *     tough}) and the folder for its reports
     */
    public static void main(String[] arguments) throws Exception {
        String mode = arguments[0];
        String folder = arguments[1];
        mustBeGreen(
                "MailboxStress.TheMailbox",
                "found the mailbox asleep beside a message",
                mode,
                folder);
        mustBeGreen(
                "MailboxStress.TheMove",
                "lost a message, or saw one overtaken, while its stack moved",
                mode,
                folder);
        mustBeGreen(
                "MailboxStress.TheLook",
                "saw messages in the mailbox that were never there together",
                mode,
                folder);
        mustBeGreen("AlarmStress.TheAlarm", "saw an alarm that would ring too late", mode, folder);
        if (isGreen("MailboxStress.WithoutFence", mode, folder)) {
            throw new AssertionError(
                    "jcstress did not catch the mutant, so what it says of the others means"
                            + " nothing: give it more time, -Djcstress.mode=default");
        }
        System.out.println(
                "jcstress: the mailbox and the alarm are right, and the mutant without a fence is"
                        + " caught");
    }

    private static void mustBeGreen(String test, String otherwise, String mode, String folder)
            throws Exception {
        if (!isGreen(test, mode, folder)) {
            throw new AssertionError("jcstress " + otherwise + ", see above");
        }
    }

    // Not each actor by another compiler (-sc): half the time, and the mutants are caught as well.
    private static boolean isGreen(String test, String mode, String folder) throws Exception {
        try {
            Main.main(
                    new String[] {
                        "-t", test, "-m", mode, "-sc", "false", "-r", folder + "/" + test
                    });
            return true;
        } catch (AssertionError red) {
            return false;
        }
    }
}
