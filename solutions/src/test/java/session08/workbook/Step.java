package session08.workbook;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a learner has written who has done the tasks up to one, and has not thought of the next.
 *
 * @param done the last task that is done
 * @param name how it was done
 * @param loop the private part
 * @param methods the bodies of the public methods, in their order; those that are missing at the
 *     end are unwritten
 */
record Step(int done, String name, String loop, List<String> methods) {

    private static final Pattern METHOD =
            Pattern.compile("(?:// Task .*\\s+)+throw new TaskUnwritten\\(.*\\);");
    private static final Pattern LOOP = Pattern.compile("// Tasks \\d to \\d: the loops? .*");
    private static final String IMPORTS =
            """

            import static session08.process.Processes.*;

            import session08.process.*;

            import java.util.*;
            import java.util.stream.Stream;
            """;

    Step(int done, String name, String loop, String... methods) {
        this(done, name, loop, List.of(methods));
    }

    /** The stub with all that in its places. */
    String source(Exercise exercise) {
        String source = exercise.stub();
        for (String method : methods) {
            source = fill(source, METHOD, method);
        }
        source = fill(source, LOOP, loop);
        int imports = source.indexOf(';') + 1; // after the package
        return source.substring(0, imports) + IMPORTS + source.substring(imports);
    }

    private static String fill(String source, Pattern place, String code) {
        Matcher matcher = place.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    "the stub has no more place that looks like %s for%n%s".formatted(place, code));
        }
        return source.substring(0, matcher.start()) + code + source.substring(matcher.end());
    }
}
