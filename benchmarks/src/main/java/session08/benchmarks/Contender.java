package session08.benchmarks;

import org.apache.pekko.actor.typed.ActorSystem;

import session08.benchmarks.pekko.Actors;

import java.lang.reflect.Constructor;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/** Whose programs are run side by side. The colours can be told apart by the colour-blind. */
public enum Contender {
    LIBRARY("this library", "library", "#000000"),
    ERLANG("Erlang", null, "#d55e00"),
    PEKKO("Pekko typed", "pekko", "#0072b2"),
    PEKKO_OF_PROCESSORS("Pekko typed, a thread a processor", "pekko", "#56b4e9"),
    TRANSFER_QUEUE("virtual threads, LinkedTransferQueue", "queues", "#009e73"),
    BLOCKING_QUEUE("virtual threads, LinkedBlockingQueue", "queues", "#a6761d"),
    PARK("virtual threads, park and unpark", "park", "#777777");

    private final String title;

    /** Below this one; null for what is not written in Java. */
    private final String folder;

    private final String colour;

    Contender(String title, String folder, String colour) {
        this.title = title;
        this.folder = folder;
        this.colour = colour;
    }

    String title() {
        return title;
    }

    String colour() {
        return colour;
    }

    boolean isJava() {
        return folder != null;
    }

    /** Whether it can do this at all. */
    boolean has(Workload workload) {
        return !isJava() || programClass(workload).isPresent();
    }

    /**
     * Its program.
     *
     * @throws IllegalArgumentException if it has none, or none in Java
     */
    Program program(Workload workload) {
        Class<?> found =
                programClass(workload)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                title + " has no program for " + workload.title()));
        try {
            return (Program)
                    switch (this) {
                        case TRANSFER_QUEUE -> make(found, (Mailboxes) LinkedTransferQueue::new);
                        case BLOCKING_QUEUE -> make(found, (Mailboxes) LinkedBlockingQueue::new);
                        case PEKKO -> make(found, Actors.system());
                        case PEKKO_OF_PROCESSORS -> make(found, Actors.systemOfProcessors());
                        case LIBRARY, PARK, ERLANG -> found.getConstructor().newInstance();
                    };
        } catch (ReflectiveOperationException notAProgram) {
            throw new IllegalStateException(found + " is no program", notAProgram);
        }
    }

    private static Object make(Class<?> program, Object with) throws ReflectiveOperationException {
        Constructor<?> constructor =
                program.getConstructor(
                        with instanceof Mailboxes ? Mailboxes.class : ActorSystem.class);
        return constructor.newInstance(with);
    }

    private Optional<Class<?>> programClass(Workload workload) {
        if (!isJava()) {
            return Optional.empty();
        }
        String name = Contender.class.getPackageName() + "." + folder + "." + workload.className();
        try {
            return Optional.of(Class.forName(name));
        } catch (ClassNotFoundException none) {
            return Optional.empty();
        }
    }
}
