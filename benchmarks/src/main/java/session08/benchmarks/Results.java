package session08.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured, and where: the numbers that are kept in {@code results/}.
 *
 * @param about what the numbers depend on
 * @param measurements in the order in which they were made, never empty
 */
record Results(About about, List<Measurement> measurements) {

    /**
     * @param jdk its version, with that of the build
     * @param processors how many the JVM could use
     */
    record About(LocalDate date, String jdk, int processors) {

        /** Here and today. */
        static About now() {
            return new About(
                    LocalDate.now(),
                    System.getProperty("java.runtime.version"),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /**
     * @param benchmark the method, without its class
     * @param unmatched how many messages that did not match were in the mailbox
     * @param mean of the time of one invocation, in nanoseconds
     * @param error half the width of the interval in which the mean lies with 99.9 %
     * @param samples how many means of an iteration this is the mean of
     */
    record Measurement(String benchmark, int unmatched, double mean, double error, int samples) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> RESULT =
            List.of(
                    "benchmark",
                    "mode",
                    "forks",
                    "warmupIterations",
                    "warmupTime",
                    "measurementIterations",
                    "measurementTime",
                    "params");
    private static final List<String> METRIC = List.of("score", "scoreError", "scoreUnit");

    /**
     * Makes what is kept from what JMH wrote. JMH also writes paths of this machine and every
     * single sample; only what is named here is taken over, so that nothing slips in that a later
     * JMH may add.
     *
     * @return JSON, in JMH's words, that {@link #read} takes
     * @throws IllegalArgumentException if this is not JMH's list of results
     */
    static String keep(String jmh, About about) {
        ObjectNode where = JSON.createObjectNode();
        where.put("date", about.date().toString());
        where.put("jdk", about.jdk());
        where.put("processors", about.processors());
        var results = new ArrayList<String>();
        for (JsonNode measured : parse(jmh, "what JMH wrote")) {
            ObjectNode result = pick(measured, RESULT);
            result.set("primaryMetric", pick(measured.path("primaryMetric"), METRIC));
            results.add(result.toString());
        }
        // A line for each, so that a reader of a change sees which number changed.
        String kept =
                "{\n\"about\": %s,\n\"results\": [\n%s\n]\n}\n"
                        .formatted(where, String.join(",\n", results));
        read(kept, "what JMH wrote");
        return kept;
    }

    private static ObjectNode pick(JsonNode from, List<String> fields) {
        ObjectNode picked = JSON.createObjectNode();
        for (String field : fields) {
            if (from.has(field)) {
                picked.set(field, from.get(field));
            }
        }
        return picked;
    }

    /**
     * @param json what {@link #keep} made
     * @param name of the file, for the exception
     * @throws IllegalArgumentException that says where and what, if anything is missing or can not
     *     have been measured
     */
    static Results read(String json, String name) {
        JsonNode root = parse(json, name);
        JsonNode results = root.path("results");
        if (!results.isArray() || results.isEmpty()) {
            throw new IllegalArgumentException(name + " has no results");
        }
        About about = about(new Place(root, name));
        var measurements = new ArrayList<Measurement>();
        for (JsonNode result : results) {
            measurements.add(
                    measurement(
                            new Place(
                                    result,
                                    "result " + (measurements.size() + 1) + " of " + name)));
        }
        return new Results(about, List.copyOf(measurements));
    }

    private static About about(Place root) {
        try {
            return new About(
                    LocalDate.parse(root.text("/about/date")),
                    root.text("/about/jdk"),
                    (int) root.positive("/about/processors"));
        } catch (DateTimeParseException noDate) {
            throw root.wrong("/about/date", "a date such as 2026-11-22");
        }
    }

    private static Measurement measurement(Place result) {
        String benchmark = result.text("/benchmark");
        if (!result.text("/primaryMetric/scoreUnit").equals("ns/op")) {
            throw result.wrong("/primaryMetric/scoreUnit", "ns/op");
        }
        int unmatched;
        try {
            // JMH writes parameters as text.
            unmatched = Integer.parseInt(result.text("/params/unmatched"));
        } catch (NumberFormatException noNumber) {
            throw result.wrong("/params/unmatched", "a number of messages");
        }
        return new Measurement(
                benchmark.substring(benchmark.lastIndexOf('.') + 1),
                unmatched,
                result.positive("/primaryMetric/score"),
                result.positive("/primaryMetric/scoreError"),
                (int) (result.positive("/forks") * result.positive("/measurementIterations")));
    }

    private static JsonNode parse(String json, String name) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    name + " is not JSON: " + notJson.getMessage(), notJson);
        }
    }

    /** A part of the file, and what to call it when something is wrong with it. */
    private record Place(JsonNode node, String name) {

        String text(String path) {
            JsonNode found = node.at(path);
            if (!found.isTextual()) {
                throw wrong(path, "text");
            }
            return found.textValue();
        }

        /** JMH writes "NaN", as text, where one sample gives no error. */
        double positive(String path) {
            JsonNode found = node.at(path);
            if (!found.isNumber() || !(found.doubleValue() > 0)) {
                throw wrong(path, "a number above 0");
            }
            return found.doubleValue();
        }

        IllegalArgumentException wrong(String path, String expected) {
            JsonNode found = node.at(path);
            return new IllegalArgumentException(
                    "%s: %s must be %s, and is %s"
                            .formatted(
                                    name,
                                    path.substring(1).replace('/', '.'),
                                    expected,
                                    found.isMissingNode() ? "missing" : found));
        }
    }
}
