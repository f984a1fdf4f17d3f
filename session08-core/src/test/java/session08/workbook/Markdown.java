package session08.workbook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** As much of Markdown as the checks of the workbook need. */
record Markdown(List<String> prose, List<Fence> fences) {

    /** A block between two lines of backticks: the word behind the first, and the lines. */
    record Fence(String language, List<String> lines) {}

    private static final Pattern FENCE = Pattern.compile("\\s*(```+|~~~+)\\s*([^\\s`]*).*");
    private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.+?)\\s*#*");
    private static final Pattern LINK =
            Pattern.compile("]\\(<?([^()\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern REFERENCE = Pattern.compile("^ {0,3}\\[[^]]+]:\\s+<?([^\\s>]+)");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern ANCHOR = Pattern.compile("<a\\s+(?:id|name)=\"([^\"]+)\"");

    static Markdown of(Path file) {
        return of(ProjectFiles.read(file));
    }

    static Markdown of(String text) {
        var prose = new ArrayList<String>();
        var fences = new ArrayList<Fence>();
        String end = null;
        for (String line : text.lines().toList()) {
            var fence = FENCE.matcher(line);
            if (end != null) {
                if (line.strip().equals(end)) {
                    end = null;
                } else {
                    fences.getLast().lines().add(line);
                }
            } else if (fence.matches()) {
                end = fence.group(1);
                fences.add(new Fence(fence.group(2), new ArrayList<>()));
            } else {
                prose.add(line);
            }
        }
        return new Markdown(prose, fences);
    }

    /** The targets of all links and pictures. */
    Set<String> links() {
        var links = new TreeSet<String>();
        for (String line : prose) {
            String text = CODE.matcher(line).replaceAll("");
            for (Pattern pattern : List.of(LINK, REFERENCE, ATTRIBUTE)) {
                pattern.matcher(text).results().forEach(link -> links.add(link.group(1)));
            }
        }
        return links;
    }

    /** What may stand behind a {@code #}: headings as code hosts spell them, and marked places. */
    Set<String> anchors() {
        var anchors = new TreeSet<String>();
        var seen = new HashMap<String, Integer>();
        for (String line : prose) {
            ANCHOR.matcher(line).results().forEach(anchor -> anchors.add(anchor.group(1)));
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                String slug = slug(heading.group(1));
                int before = seen.merge(slug, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? slug : slug + "-" + before);
            }
        }
        return anchors;
    }

    /** The lines below each heading of the second level, by the heading. */
    Map<String, List<String>> sections() {
        var sections = new LinkedHashMap<String, List<String>>();
        List<String> current = new ArrayList<>();
        for (String line : prose) {
            if (line.startsWith("## ")) {
                current = new ArrayList<>();
                sections.put(line.substring(3).strip(), current);
            } else {
                current.add(line);
            }
        }
        return sections;
    }

    private static String slug(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
                .replace(' ', '-');
    }
}
