package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

class IntakeTest {

    private static final Exercise EXERCISE =
            new Exercise(
                    "job-queue",
                    "session08.exercises.jobqueue",
                    "JobQueue",
                    new Manifest("job-queue", List.of()),
                    Map.of(),
                    Map.of());

    private static final String PATH = "session08/exercises/jobqueue/";
    private static final String SOURCE =
            "package session08.exercises.jobqueue;\nclass JobQueue {}\n";
    private static final String OTHER = "package session08.exercises.jobqueue;\nclass Other {}\n";
    private static final Map<String, String> TAKEN = Map.of(PATH + "JobQueue.java", SOURCE);

    @TempDir private Path folder;

    private Path submission;

    @BeforeEach
    void choose() {
        submission = folder.resolve("alice");
    }

    private void file(String name, String text) throws IOException {
        Installed.write(submission, name, text);
    }

    private Map<String, String> taken() throws IOException, Intake.Unusable {
        return Intake.take(submission, EXERCISE).files();
    }

    private void assertUnusable(String why) {
        assertThatThrownBy(this::taken)
                .isInstanceOf(Intake.Unusable.class)
                .hasMessageContaining(why);
    }

    @Test
    void bare_sources_are_taken_wherever_they_lie() throws Exception {
        file("my work/JobQueue.java", SOURCE);
        file("my work/JobQueueTest.java", OTHER);
        file("notes/Other.java", "package notes;\n");

        assertThat(taken()).isEqualTo(TAKEN);
    }

    @Test
    void a_clone_of_the_workbook_has_one_submission_in_it() throws Exception {
        file("exercises/job-queue/src/main/java/" + PATH + "JobQueue.java", SOURCE);
        file("exercises/job-queue/src/test/java/" + PATH + "JobQueueTest.java", OTHER);
        file("exercises/job-queue/pom.xml", "<project/>");
        file("solutions/src/main/java/" + PATH + "JobQueue.java", OTHER);
        file("solutions/alternatives/job-queue/mailbox/JobQueue.java", OTHER);
        file(".git/JobQueue.java", OTHER);
        file("target/src/main/java/" + PATH + "JobQueue.java", OTHER);

        assertThat(taken()).isEqualTo(TAKEN);
    }

    @Test
    void the_exercise_in_its_place_goes_before_a_copy() throws Exception {
        file("exercises/job-queue/src/main/java/" + PATH + "JobQueue.java", SOURCE);
        file("old/src/main/java/" + PATH + "JobQueue.java", OTHER);

        assertThat(taken()).isEqualTo(TAKEN);
    }

    @Test
    void two_solutions_are_none() throws Exception {
        file("one/src/main/java/" + PATH + "JobQueue.java", SOURCE);
        file("two/src/main/java/" + PATH + "JobQueue.java", OTHER);

        assertUnusable("more than once");
    }

    @Test
    void other_files_of_the_package_come_along() throws Exception {
        file("src/main/java/" + PATH + "JobQueue.java", SOURCE);
        file("src/main/java/" + PATH + "Other.java", OTHER);
        file("src/main/resources/" + PATH + "some.txt", "text");

        assertThat(taken()).containsOnlyKeys(PATH + "JobQueue.java", PATH + "Other.java");
    }

    @Test
    void what_is_missing_is_named() throws Exception {
        file("JobQueue.java", "class JobQueue {}");

        assertUnusable("has no JobQueue.java of the package session08.exercises.jobqueue");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "only an administrator makes links there")
    void links_are_not_followed() throws Exception {
        Path secret = Files.writeString(folder.resolve("JobQueue.java"), SOURCE);
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("JobQueue.java"), SOURCE);
        Files.createDirectories(submission);
        Files.createSymbolicLink(submission.resolve("JobQueue.java"), secret);
        Files.createSymbolicLink(submission.resolve("src"), elsewhere);

        assertUnusable("has no JobQueue.java");

        submission = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        assertUnusable("neither a folder nor an archive");
    }

    @Test
    void text_has_to_be_utf_8() throws Exception {
        Files.createDirectories(submission);
        Files.write(
                submission.resolve("JobQueue.java"),
                (SOURCE + "// caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));

        assertUnusable("JobQueue.java is not UTF-8");
    }

    @Test
    void what_is_too_large_is_left() throws Exception {
        file("JobQueue.java", SOURCE + "/*" + " ".repeat(300_000) + "*/");
        assertUnusable("larger than 256 kB");
    }

    @Test
    void too_many_files_are_refused() throws Exception {
        file("src/main/java/" + PATH + "JobQueue.java", SOURCE);
        for (int i = 0; i < 50; i++) {
            file("src/main/java/" + PATH + "Other" + i + ".java", OTHER);
        }
        assertUnusable("more than 50 source files");
    }

    @Test
    void equal_sources_have_equal_checksums_whatever_holds_them() throws Exception {
        file("JobQueue.java", SOURCE);
        String bare = Intake.take(submission, EXERCISE).sha256();
        submission = zip(Map.of("a/src/main/java/" + PATH + "JobQueue.java", SOURCE));
        assertThat(Intake.take(submission, EXERCISE).sha256()).isEqualTo(bare).hasSize(64);

        submission = zip(Map.of("JobQueue.java", SOURCE + " "));
        assertThat(Intake.take(submission, EXERCISE).sha256()).isNotEqualTo(bare);
    }

    // ---- archives ---------------------------------------------------------------------------

    private Path zip(Map<String, String> files) throws IOException {
        Path file = folder.resolve("alice.zip");
        try (var zip = new ZipArchiveOutputStream(file)) {
            for (var each : files.entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        return file;
    }

    @Test
    void a_zip_is_read_without_being_unpacked() throws Exception {
        var files = new LinkedHashMap<String, String>();
        files.put("job-queue/src/main/java/" + PATH + "JobQueue.java", SOURCE);
        files.put("../../src/main/java/" + PATH + "JobQueue.java", OTHER);
        files.put("/etc/src/main/java/" + PATH + "JobQueue.java", OTHER);
        files.put("src/main/java/" + PATH + "..\\JobQueue.java", OTHER);
        submission = zip(files);

        assertThat(taken()).isEqualTo(TAKEN);
        assertThat(Installation.list(folder)).containsExactly(submission);
    }

    @Test
    void a_link_in_a_zip_is_no_file() throws Exception {
        submission = folder.resolve("alice.zip");
        try (var zip = new ZipArchiveOutputStream(submission)) {
            var entry = new ZipArchiveEntry("JobQueue.java");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write(SOURCE.getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        assertUnusable("has no JobQueue.java");
    }

    @Test
    void a_zip_that_swells_is_left() throws Exception {
        submission = zip(Map.of("JobQueue.java", SOURCE + " ".repeat(50_000_000)));

        assertThat(Files.size(submission)).isLessThan(100_000);
        assertUnusable("larger than 256 kB");
    }

    @Test
    void two_entries_of_one_name_are_refused() throws Exception {
        submission = folder.resolve("alice.zip");
        try (var zip = new ZipArchiveOutputStream(submission)) {
            for (String text : List.of(SOURCE, OTHER)) {
                zip.putArchiveEntry(new ZipArchiveEntry("JobQueue.java"));
                zip.write(text.getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        assertUnusable("two files of one name");
    }

    @Test
    void what_is_no_archive_is_said_to_be_none() throws Exception {
        submission = Files.writeString(folder.resolve("alice.zip"), "this is no zip");
        assertUnusable("can't be read as a zip");
        submission = Files.writeString(folder.resolve("alice.tar.gz"), "this is no tar");
        assertUnusable("can't be read as a tar");
    }

    @Test
    void a_tar_is_read_too() throws Exception {
        submission = folder.resolve("alice.tar.gz");
        try (var tar =
                new TarArchiveOutputStream(
                        new GZIPOutputStream(Files.newOutputStream(submission)))) {
            byte[] text = SOURCE.getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry("./alice/JobQueue.java");
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
            var link = new TarArchiveEntry("./alice/Other.java", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        assertThat(taken()).isEqualTo(TAKEN);
    }

    @Test
    void a_submission_is_named_after_its_folder_or_archive() {
        assertThat(
                        List.of("alice", "bob.zip", "carol.TAR.GZ", "dan.tgz", "e.v.e").stream()
                                .map(name -> Intake.baseName(Path.of("all", name))))
                .containsExactly("alice", "bob", "carol", "dan", "e.v.e");
    }
}
