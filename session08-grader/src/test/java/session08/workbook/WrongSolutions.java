package session08.workbook;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The wrong solutions with which the exercises' tests are tested. */
public final class WrongSolutions {

    private WrongSolutions() {}

    /**
     * The source of each by the name of its mistake.
     *
     * @param solutions the right ones, a folder each
     */
    public static Map<String, String> of(String exercise, Path solutions, String mainClass) {
        List<Mistake> mistakes =
                switch (exercise) {
                    case "rate-limiter" -> RateLimiterMistakes.ALL;
                    case "message-buffer" -> MessageBufferMistakes.ALL;
                    case "job-queue" -> JobQueueMistakes.ALL;
                    default -> throw new IllegalArgumentException("no mistakes in " + exercise);
                };
        var where = new Exercise(solutions, mainClass);
        var sources = new LinkedHashMap<String, String>();
        mistakes.forEach(mistake -> sources.put(mistake.name(), mistake.source(where)));
        return sources;
    }
}
