package session08.grader;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Takes the sources of one exercise out of a submission, and nothing else: no build file, no test,
 * no resource, no link. Nothing is unpacked; the texts stay in memory.
 */
final class Intake {

    /** The submission is not such that something can be taken from it; says why, to its author. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    private static final int MOST_ENTRIES = 50_000;
    private static final int MOST_FILES = 50;
    private static final int LARGEST_FILE = 256 << 10;
    private static final int LARGEST = 1 << 20;
    private static final long LARGEST_UNPACKED = 200L << 20;
    private static final int DEEPEST = 30;

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Set<String> NEVER = Set.of(".git", "target", "__MACOSX");

    /** The workbook has solutions of its own, which are nobody's submission. */
    private static final Pattern WORKBOOKS_OWN =
            Pattern.compile("(^|.*/)solutions/(src|alternatives)/.*");

    private final Exercise exercise;
    private final String packagePath;

    private Intake(Exercise exercise) {
        this.exercise = exercise;
        this.packagePath = exercise.packageName().replace('.', '/') + "/";
    }

    /** Whether a name in the folder of submissions is that of an archive. */
    static boolean isArchive(Path file) {
        return !baseName(file).equals(file.getFileName().toString());
    }

    /** The name of a submission: that of its folder, or of its archive without the ending. */
    static String baseName(Path submission) {
        String name = submission.getFileName().toString();
        for (String ending : List.of(".zip", ".tar.gz", ".tgz", ".tar", ".jar")) {
            if (name.toLowerCase(Locale.ROOT).endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /**
     * @throws IOException if the machine can't read it
     */
    static Sources take(Path submission, Exercise exercise) throws IOException, Unusable {
        var intake = new Intake(exercise);
        if (Files.isDirectory(submission, LinkOption.NOFOLLOW_LINKS)) {
            try (var folder = new Folder(submission)) {
                return intake.take(folder);
            }
        }
        if (!Files.isRegularFile(submission, LinkOption.NOFOLLOW_LINKS)) {
            throw new Unusable("is neither a folder nor an archive");
        }
        String name = submission.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith("gz") || name.endsWith(".tar")) {
            try (var tar = new Tar(submission, name.endsWith("gz"))) {
                return intake.take(tar);
            }
        }
        try (var zip = new Zip(submission)) {
            return intake.take(zip);
        }
    }

    // ---- which files ------------------------------------------------------------------------

    private Sources take(Container container) throws IOException, Unusable {
        Set<String> names = container.names();
        if (names.size() > MOST_ENTRIES) {
            throw new Unusable("holds more than %d files".formatted(MOST_ENTRIES));
        }
        List<String> sources = names.stream().filter(Intake::mayBeTaken).toList();
        TreeMap<String, List<String>> byRoot =
                sources.stream()
                        .filter(name -> name.contains("src/main/java/" + packagePath))
                        .collect(
                                Collectors.groupingBy(
                                        this::root, TreeMap::new, Collectors.toList()));
        if (byRoot.size() > 1) {
            String place = "exercises/" + exercise.name() + "/src/main/java/";
            byRoot.keySet().removeIf(root -> !("/" + root).endsWith("/" + place));
            if (byRoot.size() != 1) {
                throw new Unusable(
                        "holds %s more than once: hand in one solution"
                                .formatted(exercise.mainClass()));
            }
        }
        Map<String, byte[]> texts =
                byRoot.isEmpty()
                        ? bare(container, sources)
                        : underRoot(container, byRoot.firstEntry());
        return decoded(texts);
    }

    private String root(String name) {
        return name.substring(0, name.lastIndexOf(packagePath));
    }

    private static boolean mayBeTaken(String name) {
        String[] parts = name.split("/", -1);
        if (parts.length > DEEPEST
                || !name.endsWith(".java")
                || WORKBOOKS_OWN.matcher(name).matches()) {
            return false;
        }
        for (String part : parts) {
            if (NEVER.contains(part) || part.isEmpty() || part.equals("..") || part.equals(".")) {
                return false;
            }
        }
        String simple = parts[parts.length - 1];
        String type = simple.substring(0, simple.length() - ".java".length());
        return type.equals("package-info")
                || !type.isEmpty()
                        && type.length() < 200
                        && Character.isJavaIdentifierStart(type.charAt(0))
                        && type.chars().allMatch(Character::isJavaIdentifierPart);
    }

    private Map<String, byte[]> underRoot(Container container, Map.Entry<String, List<String>> root)
            throws IOException, Unusable {
        var texts = new TreeMap<String, byte[]>();
        container
                .read(root.getValue())
                .forEach((name, text) -> texts.put(name.substring(root.getKey().length()), text));
        return texts;
    }

    /** No layout that we know: the sources that say they are of this package. */
    private Map<String, byte[]> bare(Container container, List<String> sources)
            throws IOException, Unusable {
        List<String> candidates =
                sources.stream().filter(name -> !name.contains("src/test/")).toList();
        if (candidates.size() > 10 * MOST_FILES) {
            throw new Unusable("has no src/main/java/" + packagePath);
        }
        var texts = new TreeMap<String, byte[]>();
        for (var each : container.read(candidates).entrySet()) {
            String text = new String(each.getValue(), StandardCharsets.UTF_8);
            var declared = PACKAGE.matcher(text);
            if (!declared.find() || !declared.group(1).equals(exercise.packageName())) {
                continue;
            }
            String simple = each.getKey().substring(each.getKey().lastIndexOf('/') + 1);
            if (simple.endsWith("Test.java")) {
                continue;
            }
            if (texts.put(packagePath + simple, each.getValue()) != null) {
                throw new Unusable("holds %s more than once".formatted(simple));
            }
        }
        return texts;
    }

    private Sources decoded(Map<String, byte[]> texts) throws Unusable {
        String main = packagePath + exercise.mainClass() + ".java";
        if (!texts.containsKey(main)) {
            throw new Unusable(
                    "has no %s.java of the package %s"
                            .formatted(exercise.mainClass(), exercise.packageName()));
        }
        if (texts.size() > MOST_FILES) {
            throw new Unusable("has more than %d source files".formatted(MOST_FILES));
        }
        var files = new TreeMap<String, String>();
        int total = 0;
        for (var each : texts.entrySet()) {
            total += each.getValue().length;
            if (total > LARGEST) {
                throw new Unusable("has more than %d kB of sources".formatted(LARGEST >> 10));
            }
            String name = each.getKey().substring(each.getKey().lastIndexOf('/') + 1);
            try {
                files.put(
                        each.getKey(),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(each.getValue()))
                                .toString());
            } catch (CharacterCodingException e) {
                throw new Unusable("%s is not UTF-8: save it as such".formatted(name));
            }
        }
        return new Sources(files);
    }

    // ---- what holds them --------------------------------------------------------------------

    /** A folder or an archive. */
    private sealed interface Container extends AutoCloseable {

        /** Its regular files, with / between folders. */
        Set<String> names() throws IOException, Unusable;

        /** Some of them. */
        Map<String, byte[]> read(List<String> names) throws IOException, Unusable;

        @Override
        void close() throws IOException;
    }

    private static byte[] bounded(InputStream in, String name) throws IOException, Unusable {
        byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
        if (bytes.length > LARGEST_FILE) {
            throw new Unusable(
                    "%s is larger than %d kB".formatted(Text.line(name), LARGEST_FILE >> 10));
        }
        return bytes;
    }

    private static final class Folder implements Container {
        private final Path folder;

        Folder(Path folder) {
            this.folder = folder;
        }

        @Override
        public Set<String> names() throws IOException {
            var names = new TreeSet<String>();
            Files.walkFileTree(
                    folder,
                    EnumSet.noneOf(FileVisitOption.class),
                    DEEPEST,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes is) {
                            boolean skip =
                                    !at.equals(folder)
                                            && NEVER.contains(at.getFileName().toString());
                            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                            if (is.isRegularFile()) {
                                names.add(
                                        folder.relativize(file)
                                                .toString()
                                                .replace(file.getFileSystem().getSeparator(), "/"));
                            }
                            return names.size() > MOST_ENTRIES
                                    ? FileVisitResult.TERMINATE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
            return names;
        }

        @Override
        public Map<String, byte[]> read(List<String> names) throws IOException, Unusable {
            var texts = new TreeMap<String, byte[]>();
            for (String name : names) {
                try (InputStream in =
                        Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                    texts.put(name, bounded(in, name));
                }
            }
            return texts;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class Zip implements Container {
        private final ZipFile zip;

        Zip(Path file) throws Unusable {
            try {
                zip = ZipFile.builder().setPath(file).get();
            } catch (IOException | RuntimeException e) {
                throw new Unusable("can't be read as a zip");
            }
        }

        @Override
        public Set<String> names() throws Unusable {
            var names = new TreeSet<String>();
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (isPlain(entry) && !names.add(entry.getName())) {
                    throw new Unusable("holds two files of one name");
                }
            }
            return names;
        }

        private static boolean isPlain(ZipArchiveEntry entry) {
            return !entry.isDirectory() && !entry.isUnixSymlink();
        }

        @Override
        public Map<String, byte[]> read(List<String> names) throws IOException, Unusable {
            var texts = new TreeMap<String, byte[]>();
            for (String name : names) {
                try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
                    texts.put(name, bounded(in, name));
                } catch (IOException | RuntimeException e) {
                    throw new Unusable("can't be unpacked: " + Text.line(name));
                }
            }
            return texts;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    private static final class Tar implements Container {
        private final Path file;
        private final boolean zipped;

        Tar(Path file, boolean zipped) {
            this.file = file;
            this.zipped = zipped;
        }

        private interface Visitor {
            void visit(String name, InputStream content) throws IOException, Unusable;
        }

        @Override
        public Set<String> names() throws Unusable {
            var names = new TreeSet<String>();
            each(
                    (name, _) -> {
                        if (!names.add(name)) {
                            throw new Unusable("holds two files of one name");
                        }
                        if (names.size() > MOST_ENTRIES) {
                            throw new Unusable("holds too many files");
                        }
                    });
            return names;
        }

        @Override
        public Map<String, byte[]> read(List<String> names) throws Unusable {
            var wanted = new HashSet<>(names);
            var texts = new TreeMap<String, byte[]>();
            each(
                    (name, content) -> {
                        if (wanted.contains(name)) {
                            texts.put(name, bounded(content, name));
                        }
                    });
            return texts;
        }

        private void each(Visitor visitor) throws Unusable {
            try (InputStream raw = Files.newInputStream(file);
                    InputStream plain = zipped ? new GZIPInputStream(raw) : raw;
                    var tar = new TarArchiveInputStream(plain)) {
                for (TarArchiveEntry entry = tar.getNextEntry();
                        entry != null;
                        entry = tar.getNextEntry()) {
                    if (tar.getBytesRead() > LARGEST_UNPACKED) {
                        throw new Unusable("is too large when unpacked");
                    }
                    if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
                        String name = entry.getName();
                        visitor.visit(name.startsWith("./") ? name.substring(2) : name, tar);
                    }
                }
            } catch (IOException | RuntimeException e) {
                throw new Unusable("can't be read as a tar");
            }
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
