package session08.grader.report;

import session08.grader.Expected;
import session08.grader.Result;
import session08.grader.Status;
import session08.grader.TestResult;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML for <a href="https://docs.gitlab.com/ci/testing/unit_test_reports/">GitLab</a> and <a
 * href="https://plugins.jenkins.io/junit/">Jenkins</a>: a file {@code TEST-<submission>.xml} for
 * each submission, a suite in it for each exercise. What they read is common to all dialects; it
 * was checked against the <a
 * href="https://github.com/jenkinsci/xunit-plugin/tree/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd">
 * schema of Jenkins' xUnit plugin</a>, junit-10.xsd.
 *
 * <p>GitLab knows a test by class and name, and drops a second one of the same; Jenkins takes what
 * stands before the class's last dot for its package. So the class is {@code
 * <submission>.<exercise>.<class>}. A mark that is missing is an error, as is one that is to be
 * graded again.
 */
public final class JUnitXml {

    private JUnitXml() {}

    /**
     * Writes the files into a folder, which is made if need be.
     *
     * @throws IllegalArgumentException if it holds others of such files
     */
    public static void write(Path folder, Marks marks) throws IOException {
        Map<String, List<Result>> results = marks.bySubmission();
        Map<String, List<Expected>> missing =
                marks.missing().stream().collect(Collectors.groupingBy(Expected::submission));
        Map<String, Path> files = new TreeMap<>();
        for (String submission : results.keySet()) {
            files.put(submission, fileOf(submission));
        }
        for (String submission : missing.keySet()) {
            files.put(submission, fileOf(submission));
        }
        Folder.refuseOthers(folder, "TEST-*.xml", files.values());
        Files.createDirectories(folder);
        for (var file : files.entrySet()) {
            try (Writer out = Files.newBufferedWriter(folder.resolve(file.getValue()))) {
                var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
                write(
                        xml,
                        PlainText.name(file.getKey()),
                        results.getOrDefault(file.getKey(), List.of()),
                        missing.getOrDefault(file.getKey(), List.of()));
                xml.close();
            } catch (XMLStreamException e) {
                throw new IOException("cannot write " + file.getValue(), e);
            }
        }
    }

    private static Path fileOf(String submission) {
        return Path.of("TEST-" + Folder.nameOf(submission) + ".xml");
    }

    private static void write(
            XMLStreamWriter xml, String submission, List<Result> results, List<Expected> missing)
            throws XMLStreamException {
        List<Suite> suites = new ArrayList<>();
        results.forEach(result -> suites.add(Suite.of(result)));
        missing.forEach(mark -> suites.add(Suite.of(mark)));

        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", submission);
        xml.writeAttribute("tests", sum(suites, Suite::tests));
        xml.writeAttribute("failures", sum(suites, Suite::failures));
        xml.writeAttribute("errors", sum(suites, Suite::errors));
        for (Suite suite : suites) {
            write(xml, submission, suite);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private static String sum(List<Suite> suites, java.util.function.ToLongFunction<Suite> of) {
        return String.valueOf(suites.stream().mapToLong(of).sum());
    }

    private static void write(XMLStreamWriter xml, String submission, Suite suite)
            throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", submission + "." + suite.exercise());
        xml.writeAttribute("tests", String.valueOf(suite.tests()));
        xml.writeAttribute("failures", String.valueOf(suite.failures()));
        xml.writeAttribute("errors", String.valueOf(suite.errors()));
        xml.writeAttribute("skipped", "0");
        xml.writeCharacters("\n    ");
        xml.writeStartElement("properties");
        for (var property : suite.properties().entrySet()) {
            xml.writeCharacters("\n      ");
            xml.writeEmptyElement("property");
            xml.writeAttribute("name", property.getKey());
            xml.writeAttribute("value", property.getValue());
        }
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
        for (Case test : suite.cases()) {
            xml.writeCharacters("\n    ");
            String[] name = {submission, suite.exercise(), test.inClass()};
            String inClass =
                    String.join(".", name[2].isEmpty() ? List.of(name[0], name[1]) : List.of(name));
            if (test.outcome().isEmpty()) {
                xml.writeEmptyElement("testcase");
                xml.writeAttribute("classname", inClass);
                xml.writeAttribute("name", test.name());
                continue;
            }
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", inClass);
            xml.writeAttribute("name", test.name());
            xml.writeStartElement(test.outcome());
            xml.writeAttribute("type", test.type());
            xml.writeAttribute("message", PlainText.firstLine(test.message()));
            xml.writeCharacters(test.message());
            xml.writeEndElement();
            xml.writeEndElement();
        }
        if (!suite.message().isBlank()) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("system-out");
            xml.writeCharacters(suite.message());
            xml.writeEndElement();
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    /** The tests of one exercise. */
    private record Suite(
            String exercise, Map<String, String> properties, String message, List<Case> cases) {

        static Suite of(Result result) {
            var properties = new TreeMap<String, String>();
            properties.put("status", Words.of(result.status()));
            properties.put("score", String.valueOf(result.score()));
            properties.put("max", String.valueOf(result.max()));
            properties.put("isolation", PlainText.line(result.isolation()));
            properties.put("jdk", PlainText.line(result.jdk()));
            properties.put("sha256", PlainText.line(result.sha256()));
            var cases = new ArrayList<Case>();
            for (TestResult test : result.tests()) {
                cases.add(Case.of(result, test));
            }
            // A suite without a test would be green.
            if (cases.isEmpty()) {
                cases.add(
                        new Case(
                                "",
                                "is graded",
                                "error",
                                Words.of(result.status()),
                                Words.about(result)));
            }
            return new Suite(
                    PlainText.name(result.exercise()),
                    properties,
                    PlainText.of(result.message()),
                    cases);
        }

        static Suite of(Expected missing) {
            return new Suite(
                    PlainText.name(missing.exercise()),
                    Map.of("status", "missing"),
                    "",
                    List.of(
                            new Case(
                                    "",
                                    "is graded",
                                    "error",
                                    "missing",
                                    "No shard has graded it.")));
        }

        long tests() {
            return cases.size();
        }

        long failures() {
            return cases.stream().filter(test -> test.outcome().equals("failure")).count();
        }

        long errors() {
            return cases.stream().filter(test -> test.outcome().equals("error")).count();
        }
    }

    /**
     * @param outcome the element that tells of it: {@code failure} or {@code error}; empty if the
     *     test passed
     */
    private record Case(String inClass, String name, String outcome, String type, String message) {

        static Case of(Result result, TestResult test) {
            String outcome =
                    result.status() == Status.INFRA_ERROR
                            ? "error"
                            : test.passed() ? "" : "failure";
            return new Case(
                    Words.testClass(test),
                    Words.testMethod(test),
                    outcome,
                    result.status() == Status.GRADED ? "failed" : Words.of(result.status()),
                    Words.whyNot(result, test));
        }
    }
}
