package session08.grader;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the grader. */
@Command(
        name = "grader",
        mixinStandardHelpOptions = true,
        version = "grader 1.0",
        description = "Marks submissions of the exercises of Session 8.",
        subcommands = {
            MergeCommand.class,
        })
public final class Main {

    private Main() {}

    static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }
}
