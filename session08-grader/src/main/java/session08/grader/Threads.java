package session08.grader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a thread dump says about a submission. */
final class Threads {

    private static final int MOST_THREADS = 4;
    private static final int MOST_FRAMES = 6;

    private Threads() {}

    /**
     * The threads that are in the submission's own code: what each does or waits for, and where.
     *
     * @param dump as {@code jcmd Thread.dump_to_file} writes it
     */
    static String ofSubmission(String dump, Set<String> classes) {
        var threads = new ArrayList<String>();
        for (String block : dump.split("\n\\s*\n")) {
            List<String> lines = block.strip().lines().toList();
            if (lines.isEmpty() || !lines.getFirst().startsWith("#")) {
                continue;
            }
            List<String> shown = new ArrayList<>();
            int own = 0;
            for (String line : lines.subList(1, lines.size())) {
                String text = line.strip().replaceFirst("^at ", "");
                boolean ownFrame = isOwn(text, classes);
                if (ownFrame && own < MOST_FRAMES) {
                    own++;
                    shown.add(
                            "    at "
                                    + text.substring(text.lastIndexOf('/', text.indexOf('(')) + 1));
                } else if (text.startsWith("-")) {
                    shown.add("    " + text);
                }
            }
            if (own > 0 && threads.size() < MOST_THREADS) {
                threads.add(title(lines.getFirst()) + "\n" + String.join("\n", shown));
            }
        }
        return String.join("\n", threads);
    }

    private static boolean isOwn(String frame, Set<String> classes) {
        int method = frame.lastIndexOf('.', frame.indexOf('('));
        if (method < 0) {
            return false;
        }
        String type = frame.substring(frame.lastIndexOf('/', method) + 1, method);
        return classes.contains(type);
    }

    /** {@code #33 "JobQueue#1" virtual RUNNABLE 2026-...} without what only a machine asks for. */
    private static String title(String line) {
        int first = line.indexOf('"');
        int second = line.lastIndexOf('"');
        if (first < 0 || second <= first) {
            return Text.line(line);
        }
        String name = line.substring(first + 1, second);
        String state = line.substring(second + 1).replaceAll("\\d{4}-\\S+", "").strip();
        return (name.isEmpty() ? "a thread" : name) + " (" + state.toLowerCase() + ")";
    }
}
