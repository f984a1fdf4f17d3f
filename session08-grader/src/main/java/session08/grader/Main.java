package session08.grader;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the grader. */
@Command(
        name = "grader",
        mixinStandardHelpOptions = true,
        version = "grader 1.0",
        description = "Marks submissions of the exercises of Session 8.",
        exitCodeOnInvalidInput = Main.BAD_INPUT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:done, and a submission is under --fail-under",
            "3:the grader or its machine failed for some, or there is no isolation; use --resume",
            "4:merge found results that contradict each other",
            "64:what was asked for can't be done; one line says why"
        },
        subcommands = {Grade.class, MergeCommand.class, SelfTest.class, MakeKit.class})
public final class Main {

    static final int DONE = 0;
    static final int UNDER = 2;
    static final int INFRASTRUCTURE = 3;
    static final int BAD_INPUT = 64;

    private Main() {}

    static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(
                        (problem, _) -> {
                            CommandLine command = problem.getCommandLine();
                            command.getErr().println("grader: " + Text.line(problem.getMessage()));
                            command.getErr()
                                    .println(
                                            command.getCommandSpec().qualifiedName()
                                                    + " --help says more");
                            return BAD_INPUT;
                        })
                .setExecutionExceptionHandler(
                        (problem, command, _) -> {
                            if (!(problem instanceof BadInput)) {
                                throw problem;
                            }
                            command.getErr().println("grader: " + Text.line(problem.getMessage()));
                            return BAD_INPUT;
                        });
    }
}
