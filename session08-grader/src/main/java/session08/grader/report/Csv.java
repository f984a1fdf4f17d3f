package session08.grader.report;

import session08.grader.Expected;
import session08.grader.Result;
import session08.grader.Status;
import session08.grader.TestResult;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A line for each submission and exercise, for spreadsheets and gradebooks: <a
 * href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a> in UTF-8, with a header.
 *
 * <p>A mark that is missing has a line, too, with the status {@code missing}. Its score is empty,
 * as is that of an {@code infra-error}: neither is a zero.
 *
 * <p>Spreadsheets take a cell that begins with {@code =}, {@code +}, {@code -} or {@code @} for a
 * formula. Such a cell gets an apostrophe in front, as <a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP</a> says.
 */
public final class Csv {

    private static final int LONGEST_MESSAGE = 1000;

    private static final Pattern FORMULA = Pattern.compile("^(?=\\s*[=+\\-@＝＋－＠\t\r\n])");

    // Where the comma is the decimal sign, spreadsheets split lines at semicolons, whatever the
    // quotes say.
    private static final Pattern INNER_FORMULA = Pattern.compile("(;\\s*)(?=[=+\\-@＝＋－＠])");

    private Csv() {}

    /** Writes the file anew. */
    public static void write(Path file, Marks marks) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(
                    "submission,exercise,status,score,max,passed,tests,isolation,jdk,sha256,message\r\n");
            var missing = marks.missing().iterator();
            Expected next = missing.hasNext() ? missing.next() : null;
            for (Result result : marks.results()) {
                while (next != null && next.compareTo(Expected.of(result)) < 0) {
                    writeMissing(out, next);
                    next = missing.hasNext() ? missing.next() : null;
                }
                write(out, result);
            }
            while (next != null) {
                writeMissing(out, next);
                next = missing.hasNext() ? missing.next() : null;
            }
        }
    }

    private static void write(Writer out, Result result) throws IOException {
        boolean decided = result.status() != Status.INFRA_ERROR;
        out.write(cell(PlainText.name(result.submission())));
        out.write(',' + cell(PlainText.name(result.exercise())));
        out.write(',' + Words.of(result.status()));
        out.write("," + (decided ? result.score() : ""));
        out.write("," + result.max());
        out.write(
                "," + (decided ? result.tests().stream().filter(TestResult::passed).count() : ""));
        out.write("," + result.tests().size());
        out.write(',' + cell(PlainText.line(result.isolation())));
        out.write(',' + cell(PlainText.line(result.jdk())));
        out.write(',' + cell(PlainText.line(result.sha256())));
        out.write(',' + cell(PlainText.cut(PlainText.line(Words.about(result)), LONGEST_MESSAGE)));
        out.write("\r\n");
    }

    private static void writeMissing(Writer out, Expected mark) throws IOException {
        out.write(cell(PlainText.name(mark.submission())));
        out.write(',' + cell(PlainText.name(mark.exercise())));
        out.write(",missing,,,,,,,,No shard has graded it.\r\n");
    }

    private static String cell(String text) {
        String safe = FORMULA.matcher(text).replaceFirst("'");
        safe = INNER_FORMULA.matcher(safe).replaceAll("$1'");
        boolean quoted = !safe.equals(text) || safe.matches("(?s).*[\",;\r\n].*|\\s.*|.*\\s");
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
