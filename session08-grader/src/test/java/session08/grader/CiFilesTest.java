package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;

import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files under {@code ci/}, as far as they can be checked without the services they are for. */
class CiFilesTest {

    private static final Path CI = Path.of("ci");
    private static final ObjectMapper YAML =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                            .build());

    @TempDir Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github.yml",
                "gitlab-ci.yml",
                "Jenkinsfile",
                "kubernetes-grade.yaml",
                "kubernetes-merge.yaml",
                "parallel.sh",
            })
    void a_file_calls_the_grader_as_its_command_line_is(String name) throws IOException {
        List<List<String>> commands = commandsOf(Files.readString(CI.resolve(name)));

        assertThat(commands).isNotEmpty().allSatisfy(CiFilesTest::isValid);
        assertThat(commands.stream().map(List::getFirst))
                .containsExactlyElementsOf(
                        switch (name) {
                            case "kubernetes-grade.yaml" -> List.of("grade");
                            case "kubernetes-merge.yaml" -> List.of("merge");
                            default -> List.of("grade", "merge");
                        });
    }

    @Test
    void the_page_for_instructors_calls_the_grader_as_its_command_line_is() throws IOException {
        List<List<String>> commands = commandsOf(Files.readString(Path.of("README.md")));

        assertThat(commands).hasSizeGreaterThan(5).allSatisfy(CiFilesTest::isValid);
        assertThat(commands.stream().map(List::getFirst)).contains("grade", "merge", "selftest");
    }

    @Test
    void a_call_that_is_wrong_is_found() {
        for (String wrong :
                List.of(
                        "java -jar x/grader.jar merge shards/* --cvs marks.csv",
                        "java -jar x/grader.jar marge shards/* --csv marks.csv",
                        "java -jar x/grader.jar merge --csv marks.csv")) {
            assertThat(commandsOf(wrong)).hasSize(1);
            assertThatThrownBy(() -> isValid(commandsOf(wrong).getFirst()))
                    .as(wrong)
                    .isInstanceOfAny(AssertionError.class, CommandLine.ParameterException.class);
        }
    }

    @Test
    void the_github_matrix_has_every_shard_once() throws IOException {
        JsonNode grade = yaml("github.yml").getFirst().at("/jobs/grade");
        var shards = new ArrayList<Integer>();
        grade.at("/strategy/matrix/shard").forEach(shard -> shards.add(shard.intValue()));

        assertThat(shards)
                .hasSizeLessThanOrEqualTo(256)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, shards.size()).boxed().toList());
        assertThat(grade.toString()).contains("${{ matrix.shard }}/${{ strategy.job-total }}");
        assertThat(grade.at("/strategy/fail-fast").asText()).isEqualTo("false");
    }

    @Test
    void the_merge_runs_even_if_a_shard_has_failed() throws IOException {
        assertThat(yaml("github.yml").getFirst().at("/jobs/merge/if").textValue())
                .isEqualTo("${{ !cancelled() }}");
        assertThat(yaml("gitlab-ci.yml").getFirst().at("/merge/rules/0/when").textValue())
                .isEqualTo("always");
        assertThat(Files.readString(CI.resolve("Jenkinsfile")))
                .contains("catchError(buildResult: 'FAILURE', stageResult: 'FAILURE')");
    }

    @Test
    void gitlab_has_as_many_shards_as_it_takes() throws IOException {
        JsonNode grade = yaml("gitlab-ci.yml").getFirst().get("grade");

        assertThat(grade.get("parallel").intValue()).isBetween(2, 200);
        assertThat(grade.get("script").toString()).contains("$CI_NODE_INDEX/$CI_NODE_TOTAL");
    }

    @Test
    void the_jenkinsfile_is_groovy_with_as_many_shards_as_it_says() throws IOException {
        String text = Files.readString(CI.resolve("Jenkinsfile"));
        var unit = new CompilationUnit();
        unit.addSource("Jenkinsfile", text);
        unit.compile(Phases.CONVERSION);

        Matcher count = Pattern.compile("SHARDS = '(\\d+)'").matcher(text);
        Matcher values = Pattern.compile("values (.*)").matcher(text);
        assertThat(count.find() && values.find()).isTrue();
        assertThat(values.group(1).split(", "))
                .containsExactly(
                        IntStream.rangeClosed(1, Integer.parseInt(count.group(1)))
                                .mapToObj("'%d'"::formatted)
                                .toArray(String[]::new));
    }

    @Test
    void the_kubernetes_files_have_no_field_that_kubernetes_does_not_know() throws IOException {
        List<JsonNode> grade = yaml("kubernetes-grade.yaml");
        List<JsonNode> merge = yaml("kubernetes-merge.yaml");
        assertThat(grade).hasSize(2);
        assertThat(merge).hasSize(1);

        assertKnown(grade.get(0), Job.class, "Job", "batch/v1");
        assertKnown(grade.get(1), NetworkPolicy.class, "NetworkPolicy", "networking.k8s.io/v1");
        assertKnown(merge.get(0), Job.class, "Job", "batch/v1");
    }

    @Test
    void the_kubernetes_job_has_as_many_shards_as_it_says() throws IOException {
        Job job = YAML.treeToValue(yaml("kubernetes-grade.yaml").getFirst(), Job.class);
        var container = job.getSpec().getTemplate().getSpec().getContainers().getFirst();

        assertThat(job.getSpec().getCompletionMode()).isEqualTo("Indexed");
        assertThat(job.getSpec().getParallelism()).isEqualTo(job.getSpec().getCompletions());
        assertThat(container.getEnv())
                .singleElement()
                .satisfies(
                        shards -> {
                            assertThat(shards.getName()).isEqualTo("SHARDS");
                            assertThat(shards.getValue())
                                    .isEqualTo(job.getSpec().getCompletions().toString());
                        });
        assertThat(container.getArgs())
                .singleElement()
                .asString()
                .contains("--shard \"$((JOB_COMPLETION_INDEX + 1))/$SHARDS\"");
    }

    @Test
    void the_shell_script_pleases_shellcheck() throws IOException, InterruptedException {
        assumeInstalled("shellcheck");

        assertThat(run(Map.of(), "shellcheck", CI.resolve("parallel.sh").toString()))
                .isEqualTo(new Ended(0, ""));
    }

    @Test
    void gnu_parallel_grades_every_submission_once_and_merges()
            throws IOException, InterruptedException {
        assumeInstalled("parallel");
        var names = new TreeSet<>(List.of("ann", "bob b", "it's \"me\"", "żaneta", "$(touch x)"));
        for (String name : names) {
            Files.createDirectories(root.resolve("all of them").resolve(name));
        }
        String[] command = {
            CI.resolve("parallel.sh").toAbsolutePath().toString(),
            root.resolve("all of them").toString(),
            root.resolve("out put").toString(),
            "3"
        };

        Ended first = run(withFakeJava(), command);
        assertThat(first.code()).as(first.output()).isZero();
        assertThat(
                        Files.readAllLines(root.resolve("out put/marks.csv")).stream()
                                .skip(1)
                                .map(line -> line.replaceAll(",rate-limiter.*", "")))
                .containsExactlyInAnyOrder(
                        "ann", "bob b", "\"it's \"\"me\"\"\"", "żaneta", "$(touch x)");
        assertThat(Files.readAllLines(root.resolve("calls")))
                .hasSize(4)
                .filteredOn(call -> call.startsWith("grade "))
                .allMatch(call -> call.contains(" --exercise all ") && call.endsWith(" --resume"))
                .extracting(call -> call.replaceAll(".* --shard (\\S+) .*", "$1"))
                .containsExactlyInAnyOrder("1/3", "2/3", "3/3");

        Files.delete(root.resolve("out put/shard-2/results.jsonl"));
        Ended second = run(withFakeJava("FAILING_SHARD", "2/3"), command);
        assertThat(second.code()).as(second.output()).isEqualTo(MergeCommand.INCOMPLETE);
        assertThat(second.output())
                .contains("1 of 3 shards failed; see " + root.resolve("out put/jobs.log"))
                .contains("missing: ");
    }

    @Test
    void without_arguments_the_script_says_how_it_is_called()
            throws IOException, InterruptedException {
        assumeInstalled("bash");

        assertThat(run(Map.of(), "bash", CI.resolve("parallel.sh").toString()))
                .isEqualTo(new Ended(64, "usage: parallel.sh SUBMISSIONS OUT [SHARDS]\n"));
    }

    @Test
    void classroom_50s_autograder_leaves_a_result_json_where_the_runner_looks_for_it()
            throws IOException, InterruptedException {
        assumeInstalled("python3");
        Path checkout = Files.createDirectories(root.resolve("checkout"));
        String script = CI.resolve("classroom50/autograder.py").toAbsolutePath().toString();

        Ended ended =
                runIn(checkout, withFakeJava("SUBMISSION_TAG", "submit/2026"), "python3", script);
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(Files.readString(checkout.resolve("result.json")))
                .contains(
                        "\"schema\" : \"classroom50/result/v1\"",
                        "\"submission\" : \"submit/2026\"");

        Files.delete(checkout.resolve("result.json"));
        Ended failed = runIn(checkout, withFakeJava("FAILING_SHARD", "1/1"), "python3", script);
        assertThat(failed.code()).isNotZero();
        assertThat(checkout.resolve("result.json")).doesNotExist();
    }

    private static List<JsonNode> yaml(String name) throws IOException {
        try (var documents = YAML.readerFor(JsonNode.class).readValues(CI.resolve(name).toFile())) {
            var all = new ArrayList<JsonNode>();
            while (documents.hasNext()) {
                all.add((JsonNode) documents.next());
            }
            return all;
        }
    }

    private static <T extends KubernetesResource> void assertKnown(
            JsonNode document, Class<T> type, String kind, String version)
            throws JsonProcessingException {
        assertThat(document.get("kind").textValue()).isEqualTo(kind);
        assertThat(document.get("apiVersion").textValue()).isEqualTo(version);
        T resource = YAML.treeToValue(document, type);
        // What the model does not know, it keeps in a place of its own, at whatever depth.
        assertThat(additional(resource)).isEmpty();
    }

    /** The unknown fields of a model, found by asking all its parts. */
    private static List<String> additional(Object part) {
        var found = new ArrayList<String>();
        for (var method : part.getClass().getMethods()) {
            if (method.getParameterCount() != 0 || !method.getName().startsWith("get")) {
                continue;
            }
            Object value;
            try {
                value = method.invoke(part);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
            if (method.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(key -> found.add(part + ": " + key));
            } else if (value instanceof KubernetesResource) {
                found.addAll(additional(value));
            } else if (value instanceof List<?> list) {
                list.stream()
                        .filter(KubernetesResource.class::isInstance)
                        .forEach(each -> found.addAll(additional(each)));
            }
        }
        return found;
    }

    /** What is passed to the grader in a text, with every variable as a 1. */
    private static List<List<String>> commandsOf(String text) {
        // Lines that go on: with a backslash, or, in folded YAML, with more options.
        String whole = text.replaceAll("\\\\?\n\\s+(?=--|exec |\\[--)", " ");
        whole = whole.replace("\"$jar\"", "x/grader.jar");
        return Pattern.compile("-jar \\S*grader\\.jar ([^\n|`]*)")
                .matcher(whole)
                .results()
                .map(call -> call.group(1).replaceAll("\\\\\\s*$", ""))
                .map(
                        call ->
                                call.replaceAll("\\$\\{\\{[^}]*}}", "1")
                                        .replaceAll("\\$\\(\\([^)]*\\)\\)", "1")
                                        .replaceAll("\\$\\{?\\w+}?", "1")
                                        .replace("{}", "1")
                                        .replaceAll("[\"'\\[\\]]", ""))
                .map(call -> Arrays.asList(call.strip().split("\\s+")))
                .toList();
    }

    /** Documented, and, as far as the grader has the command, taken by it. */
    private static void isValid(List<String> command) {
        String name = command.getFirst();
        String page;
        try {
            page = Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String usage = page.substring(page.indexOf("## The command line"));
        usage = usage.substring(0, usage.indexOf("\n## ", 1)).replaceAll("\n +", " ");
        Matcher documented =
                Pattern.compile("grader\\.jar " + Pattern.quote(name) + "( .*)?\n").matcher(usage);
        assertThat(documented.find()).as("the command " + name).isTrue();
        assertThat(Pattern.compile("--\\w+[\\w-]*").matcher(documented.group()).results())
                .extracting(option -> option.group())
                .containsAll(command.stream().filter(word -> word.startsWith("--")).toList());

        CommandLine grader = Main.commandLine();
        if (grader.getSubcommands().containsKey(name)) {
            grader.parseArgs(command.toArray(String[]::new));
        }
    }

    private record Ended(int code, String output) {}

    private static void assumeInstalled(String program) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, program))
                        .anyMatch(Files::isExecutable),
                program + " is not installed, so what needs it is not checked");
    }

    /** A {@code java} before the real one: it runs {@link FakeGrader} whatever the jar. */
    private Map<String, String> withFakeJava(String... more) throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path java = bin.resolve("java");
        Files.writeString(
                java,
                """
                #!/bin/sh
                shift 2
                exec "%s" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "%s" session08.grader.FakeGrader "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        var environment = new java.util.HashMap<String, String>();
        environment.put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
        environment.put("CALLS", root.resolve("calls").toString());
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private static Ended run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return runIn(Path.of(""), environment, command);
    }

    private static Ended runIn(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toAbsolutePath().toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
