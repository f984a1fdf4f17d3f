package session08.grader;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Submissions that are not what they seem, and too large or too odd to be kept as files. */
final class Archives {

    private static final String MODEL = AttackFixtures.SOURCES + "RateLimiter.java";
    private static final byte[] SPACES = " ".repeat(250_000).getBytes(StandardCharsets.UTF_8);

    private interface Writer {
        void write(Path folder, String name) throws IOException;
    }

    /**
     * @param name of the submission
     * @param says a part of what its author reads
     */
    record Case(String name, Status comesOut, String says, Writer writer) {

        void handIn(Path submissions) throws IOException {
            writer.write(submissions, name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Archives() {}

    static List<Case> all() {
        return List.of(
                // What is fine.
                tar(
                        "tar",
                        Status.GRADED,
                        "",
                        tar -> {
                            add(
                                    tar,
                                    "./workbook/exercises/rate-limiter/" + MODEL,
                                    AttackFixtures.right());
                            add(tar, "./workbook/src/main/resources/a.txt", "");
                        }),
                // Links.
                zip(
                        "zip-with-a-link-to-a-solution",
                        Status.REJECTED,
                        "has no RateLimiter.java",
                        zip -> {
                            var link = new ZipArchiveEntry(MODEL);
                            link.setUnixMode(UnixStat.LINK_FLAG | 0777);
                            zip.putArchiveEntry(link);
                            zip.write(solution().toString().getBytes(StandardCharsets.UTF_8));
                            zip.closeArchiveEntry();
                        }),
                tar(
                        "tar-with-links-to-a-solution",
                        Status.REJECTED,
                        "has no RateLimiter.java",
                        tar -> {
                            for (byte kind :
                                    new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
                                var link = new TarArchiveEntry(kind + "/" + MODEL, kind);
                                link.setLinkName(solution().toString());
                                tar.putArchiveEntry(link);
                                tar.closeArchiveEntry();
                            }
                        }),
                new Case(
                        "folder-with-links-to-a-solution",
                        Status.REJECTED,
                        "has no RateLimiter.java",
                        (folder, name) -> {
                            Path link = folder.resolve(name).resolve(MODEL);
                            Files.createDirectories(link.getParent());
                            Files.createSymbolicLink(link, solution());
                            Files.createSymbolicLink(
                                    folder.resolve(name).resolve("solutions"),
                                    AttackFixtures.WORKBOOK.resolve("solutions"));
                        }),
                // Names.
                zip(
                        "names-that-lead-out",
                        Status.REJECTED,
                        "has no RateLimiter.java",
                        zip -> {
                            add(zip, "../../" + MODEL, AttackFixtures.right());
                            add(zip, "/etc/" + MODEL, AttackFixtures.right());
                            add(zip, "a/../" + MODEL, AttackFixtures.right());
                        }),
                zip(
                        "=HYPERLINK(1) and odd names\u202e|\u001b[2J,\"<b>",
                        Status.GRADED,
                        "",
                        zip -> {
                            add(zip, MODEL, AttackFixtures.right());
                            add(zip, MODEL.replace("RateLimiter", "a b\u202e\n"), "no Java");
                            add(zip, MODEL.replace("RateLimiter", "a\0b"), "no Java");
                            add(zip, MODEL.replace("RateLimiter", "old/=cmd|x"), "no Java");
                            add(
                                    zip,
                                    MODEL.replace("ratelimiter/", "ratelimiter/my old/"),
                                    "no Java");
                            add(zip, MODEL.replace("RateLimiter", "x".repeat(60_000)), "no Java");
                            add(zip, "d/".repeat(1000) + MODEL, "no Java");
                        }),
                zip(
                        "two-of-one-name",
                        Status.REJECTED,
                        "holds two files of one name",
                        zip -> {
                            add(zip, MODEL, AttackFixtures.right());
                            add(zip, MODEL, AttackFixtures.wrong());
                        }),
                // Sizes.
                zip(
                        "one-huge-file",
                        Status.REJECTED,
                        "is larger than 256 kB",
                        zip -> {
                            zip.putArchiveEntry(new ZipArchiveEntry(MODEL));
                            for (int i = 0; i < 1000; i++) {
                                zip.write(SPACES);
                            }
                            zip.closeArchiveEntry();
                        }),
                zip(
                        "many-large-files",
                        Status.REJECTED,
                        "has more than 50 source files",
                        zip -> {
                            add(zip, MODEL, AttackFixtures.right());
                            for (int i = 0; i < 1000; i++) {
                                zip.putArchiveEntry(
                                        new ZipArchiveEntry(
                                                MODEL.replace("Limiter", "Limiter" + i)));
                                zip.write(SPACES);
                                zip.closeArchiveEntry();
                            }
                        }),
                zip(
                        "many-large-files-anywhere",
                        Status.REJECTED,
                        "more than 1024 kB of sources",
                        zip -> {
                            for (int i = 0; i < 490; i++) {
                                zip.putArchiveEntry(
                                        new ZipArchiveEntry(i + "/RateLimiter" + i + ".java"));
                                zip.write(
                                        "package session08.exercises.ratelimiter;"
                                                .getBytes(StandardCharsets.UTF_8));
                                zip.write(SPACES);
                                zip.closeArchiveEntry();
                            }
                        }),
                zip(
                        "many-files",
                        Status.REJECTED,
                        "holds more than 50000 files",
                        zip -> {
                            for (int i = 0; i < 50_001; i++) {
                                add(zip, "f" + i, "");
                            }
                        }),
                tar(
                        "tar-that-is-a-bomb",
                        Status.REJECTED,
                        "is too large when unpacked",
                        tar -> {
                            var entry = new TarArchiveEntry("bomb");
                            entry.setSize(SPACES.length * 1000L);
                            tar.putArchiveEntry(entry);
                            for (int i = 0; i < 1000; i++) {
                                tar.write(SPACES);
                            }
                            tar.closeArchiveEntry();
                            add(tar, MODEL, AttackFixtures.right());
                        }),
                // Not what it says.
                new Case(
                        "no-zip-at-all",
                        Status.REJECTED,
                        "can't be read as a zip",
                        (folder, name) ->
                                Files.writeString(
                                        folder.resolve(name + ".zip"), "PK\3\4 and no more")),
                new Case(
                        "not-utf8",
                        Status.REJECTED,
                        "RateLimiter.java is not UTF-8",
                        (folder, name) -> {
                            Path file = folder.resolve(name).resolve(MODEL);
                            AttackFixtures.write(file, "");
                            Files.write(file, new byte[] {'/', '/', (byte) 0xff});
                        }),
                // Sources that are hard on those who read them.
                source(
                        "compiler-out-of-stack",
                        Status.COMPILE_ERROR,
                        "the compiler gave up",
                        "class Attack { int i = "
                                + "(".repeat(30_000)
                                + "1"
                                + ")".repeat(30_000)
                                + "; }"),
                source("compiler-out-of-memory", Status.COMPILE_ERROR, "", doubled()),
                source(
                        "compiler-of-a-thousand-classes",
                        Status.COMPILE_ERROR,
                        "the compiler could not cope with this",
                        "class Attack { " + classes(1000) + " }"),
                source(
                        "interfaces-with-a-million-ways-up",
                        Status.REJECTED,
                        "Yes.getStackTrace looks into",
                        diamonds(16)
                                + "abstract class Yes extends Error implements A16 {"
                                + " static void run(Yes yes) { yes.getStackTrace(); } }"));
    }

    /** A text that doubles forty times, all in the compiler. */
    private static String doubled() {
        var source = new StringBuilder("class Attack { static final String S0 = \"0123456789\";\n");
        for (int i = 1; i < 40; i++) {
            source.append("static final String S%d = S%d + S%d;\n".formatted(i, i - 1, i - 1));
        }
        return source + "}";
    }

    private static String classes(int count) {
        var source = new StringBuilder();
        for (int i = 0; i < count; i++) {
            source.append("static class C").append(i).append(" {}\n");
        }
        return source.toString();
    }

    static String diamonds(int count) {
        var source = new StringBuilder("interface A0 {}\ninterface B0 {}\n");
        for (int i = 1; i <= count; i++) {
            for (String name : List.of("A", "B")) {
                source.append(
                        "interface %s%d extends A%d, B%d {}\n".formatted(name, i, i - 1, i - 1));
            }
        }
        return source + "record Attack(int i) implements A%d {}".formatted(count);
    }

    private static Path solution() {
        return AttackFixtures.WORKBOOK.resolve("solutions").resolve(MODEL);
    }

    private static Case source(String name, Status comesOut, String says, String text) {
        return new Case(
                name,
                comesOut,
                says,
                (folder, file) -> {
                    AttackFixtures.write(
                            folder.resolve(file).resolve(MODEL), AttackFixtures.right());
                    AttackFixtures.write(
                            folder.resolve(file).resolve(MODEL.replace("RateLimiter", "Attack")),
                            "package session08.exercises.ratelimiter;\n" + text);
                });
    }

    // ---- zip and tar ------------------------------------------------------------------------

    private interface Content<T> {
        void write(T archive) throws IOException;
    }

    private static Case zip(
            String name, Status comesOut, String says, Content<ZipArchiveOutputStream> content) {
        return new Case(
                name,
                comesOut,
                says,
                (folder, file) -> {
                    try (var zip = new ZipArchiveOutputStream(folder.resolve(file + ".zip"))) {
                        content.write(zip);
                    }
                });
    }

    private static void add(ZipArchiveOutputStream zip, String name, String text)
            throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
    }

    private static Case tar(
            String name, Status comesOut, String says, Content<TarArchiveOutputStream> content) {
        return new Case(
                name,
                comesOut,
                says,
                (folder, file) -> {
                    try (OutputStream out =
                                    new BufferedOutputStream(
                                            Files.newOutputStream(
                                                    folder.resolve(file + ".tar.gz")));
                            var tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
                        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                        content.write(tar);
                    }
                });
    }

    private static void add(TarArchiveOutputStream tar, String name, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
