package session08.grader;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import java.io.FilterInputStream;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final long LARGEST_ARCHIVE = 100L << 20;
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
        if (Files.size(submission) > LARGEST_ARCHIVE) {
            throw new Unusable("is larger than %d MB".formatted(LARGEST_ARCHIVE >> 20));
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
                        .filter(this::isInPackage)
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
        return type.equals("package-info") || isName(type);
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() < 200
                && Character.isJavaIdentifierStart(text.charAt(0))
                && text.chars()
                        .allMatch(
                                c ->
                                        Character.isJavaIdentifierPart(c)
                                                && !Character.isIdentifierIgnorable(c));
    }

    /** {@code Old version/RateLimiter.java} is in no package. */
    private boolean isInPackage(String name) {
        String inside = name.substring(root(name).length());
        String[] parts = inside.split("/");
        return Stream.of(parts).limit(parts.length - 1).allMatch(Intake::isName);
    }

    private Map<String, byte[]> underRoot(Container container, Map.Entry<String, List<String>> root)
            throws IOException, Unusable {
        // Counted before they are read: fifty thousand of them are small in an archive, and fill
        // all memory when they are not.
        if (root.getValue().size() > MOST_FILES) {
            throw tooManyFiles();
        }
        var texts = new TreeMap<String, byte[]>();
        container
                .read(root.getValue(), _ -> true)
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
        for (var each : container.read(candidates, this::isOfPackage).entrySet()) {
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

    private boolean isOfPackage(byte[] text) {
        var declared = PACKAGE.matcher(new String(text, StandardCharsets.UTF_8));
        return declared.find() && declared.group(1).equals(exercise.packageName());
    }

    private static Unusable tooManyFiles() {
        return new Unusable("has more than %d source files".formatted(MOST_FILES));
    }

    private Sources decoded(Map<String, byte[]> texts) throws Unusable {
        String main = packagePath + exercise.mainClass() + ".java";
        if (!texts.containsKey(main)) {
            throw new Unusable(
                    "has no %s.java of the package %s"
                            .formatted(exercise.mainClass(), exercise.packageName()));
        }
        if (texts.size() > MOST_FILES) {
            throw tooManyFiles();
        }
        var files = new TreeMap<String, String>();
        for (var each : texts.entrySet()) {
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

        /** Some of them, and of those what is {@code wanted}; never more than fits in memory. */
        Map<String, byte[]> read(List<String> names, Predicate<byte[]> wanted)
                throws IOException, Unusable;

        @Override
        void close() throws IOException;
    }

    /** What was read, until it is too much. */
    private static final class Texts {
        final Map<String, byte[]> kept = new TreeMap<>();
        private final Predicate<byte[]> wanted;
        private int total;

        Texts(Predicate<byte[]> wanted) {
            this.wanted = wanted;
        }

        void read(String name, InputStream in) throws IOException, Unusable {
            byte[] text = bounded(in, name);
            if (wanted.test(text)) {
                total += text.length;
                kept.put(name, text);
            }
            if (total > LARGEST) {
                throw new Unusable("has more than %d kB of sources".formatted(LARGEST >> 10));
            }
        }
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
        public Set<String> names() throws IOException, Unusable {
            var names = new TreeSet<String>();
            var visits = new AtomicInteger();
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
                            return skip ? FileVisitResult.SKIP_SUBTREE : next();
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                            if (is.isRegularFile()) {
                                names.add(
                                        folder.relativize(file)
                                                .toString()
                                                .replace(file.getFileSystem().getSeparator(), "/"));
                            }
                            return next();
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return next();
                        }

                        private FileVisitResult next() {
                            return visits.incrementAndGet() > MOST_ENTRIES
                                    ? FileVisitResult.TERMINATE
                                    : FileVisitResult.CONTINUE;
                        }
                    });
            if (visits.get() > MOST_ENTRIES) {
                throw new Unusable("holds more than %d files".formatted(MOST_ENTRIES));
            }
            return names;
        }

        @Override
        public Map<String, byte[]> read(List<String> names, Predicate<byte[]> wanted)
                throws IOException, Unusable {
            var texts = new Texts(wanted);
            for (String name : names) {
                try (InputStream in =
                        Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                    texts.read(name, in);
                }
            }
            return texts.kept;
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
        public Map<String, byte[]> read(List<String> names, Predicate<byte[]> wanted)
                throws IOException, Unusable {
            var texts = new Texts(wanted);
            for (String name : names) {
                try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
                    texts.read(name, in);
                } catch (IOException | RuntimeException e) {
                    throw new Unusable("can't be unpacked: " + Text.line(name));
                }
            }
            return texts.kept;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Whoever skips an entry reads it, too: a terabyte of nothing is a small file when zipped. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            counted(c < 0 ? 0 : 1);
            return c;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return (int) counted(super.read(buffer, offset, length));
        }

        @Override
        public long skip(long n) throws IOException {
            return counted(super.skip(n));
        }

        private long counted(long n) throws TooLarge {
            left -= Math.max(n, 0);
            if (left < 0) {
                throw new TooLarge();
            }
            return n;
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
        public Map<String, byte[]> read(List<String> names, Predicate<byte[]> wanted)
                throws Unusable {
            var named = new HashSet<>(names);
            var texts = new Texts(wanted);
            each(
                    (name, content) -> {
                        if (named.contains(name)) {
                            texts.read(name, content);
                        }
                    });
            return texts.kept;
        }

        private void each(Visitor visitor) throws Unusable {
            try (InputStream raw = Files.newInputStream(file);
                    InputStream plain =
                            new Limited(zipped ? new GZIPInputStream(raw) : raw, LARGEST_UNPACKED);
                    var tar = new TarArchiveInputStream(plain)) {
                for (TarArchiveEntry entry = tar.getNextEntry();
                        entry != null;
                        entry = tar.getNextEntry()) {
                    if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
                        String name = entry.getName();
                        visitor.visit(name.startsWith("./") ? name.substring(2) : name, tar);
                    }
                }
            } catch (TooLarge e) {
                throw new Unusable("is too large when unpacked");
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
