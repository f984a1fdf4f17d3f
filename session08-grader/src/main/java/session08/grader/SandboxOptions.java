package session08.grader;

import picocli.CommandLine.Option;

/** Which isolation is wanted, for each command that runs submissions. */
final class SandboxOptions {

    @Option(
            names = "--sandbox",
            defaultValue = "auto",
            description = "auto, bwrap, docker or none. Default: ${DEFAULT-VALUE}.")
    private String kind;

    @Option(
            names = "--docker-image",
            defaultValue = Sandbox.IMAGE,
            description = "What docker runs in; it must be there. Default: ${DEFAULT-VALUE}.")
    private String image;

    Sandbox find() {
        return Sandbox.find(kind, image);
    }
}
