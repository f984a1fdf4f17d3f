package session08.workbook;

import static java.lang.IO.println;

import org.w3c.dom.Element;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

/**
 * Compares the mutants that the exercises' tests let live with the list of those that may: no
 * learner can notice them. The profile {@code pit} runs it after PIT, in the folder of this module.
 */
final class Survivors {

    private static final Path REPORT = Path.of("target/pit-reports/mutations.xml");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path LIST = Path.of("pit-survivors.md");
    private static final String ITEM = "- ";

    /** The report has them in the order in which PIT came to them. */
    private static final Comparator<Element> PLACE =
            Comparator.comparing((Element mutation) -> text(mutation, "mutatedClass"))
                    .thenComparing(mutation -> text(mutation, "mutatedMethod"))
                    .thenComparing(mutation -> text(mutation, "methodDescription"))
                    .thenComparingInt(mutation -> Integer.parseInt(text(mutation, "index")));

    /**
     * A change that PIT made to a solution.
     *
     * @param change the changed line and what was done to it, without the line's number, which any
     *     edit above it would move
     * @param verdict what PIT says of it
     */
    private record Mutant(String change, String verdict) {

        /** Some change a line in two places alike, and only one of them may be noticed. */
        static List<Mutant> numbered(List<Mutant> mutants) {
            return IntStream.range(0, mutants.size())
                    .mapToObj(
                            index -> {
                                Mutant mutant = mutants.get(index);
                                long which = mutant.countIn(mutants.subList(0, index + 1));
                                long of = mutant.countIn(mutants);
                                return of == 1
                                        ? mutant
                                        : new Mutant(
                                                "%s (%d of %d)".formatted(mutant.change, which, of),
                                                mutant.verdict);
                            })
                    .toList();
        }

        private long countIn(List<Mutant> mutants) {
            return mutants.stream().filter(mutant -> mutant.change.equals(change)).count();
        }

        boolean isKilled() {
            return verdict.equals("KILLED") || verdict.equals("TIMED_OUT");
        }

        boolean survives() {
            return verdict.equals("SURVIVED") || verdict.equals("NO_COVERAGE");
        }
    }

    private Survivors() {}

    /** Ends with an error if the list and the report differ. */
    public static void main(String[] arguments) throws Exception {
        List<Mutant> mutants = mutants();
        Set<String> survivors = changes(mutants, Mutant::survives);
        Set<String> listed = listed();
        Set<String> unjudged = changes(mutants, mutant -> !mutant.survives() && !mutant.isKilled());

        boolean asListed =
                isNone(
                                minus(survivors, listed),
                                "No test notices these mutants, and solutions/%s does not list"
                                    + " them. Add the test to the exercise, or list them there with"
                                    + " the reason why no learner can notice them:")
                        & isNone(
                                minus(listed, survivors),
                                "solutions/%s lists these mutants, but they do not survive, or are"
                                        + " not made any more. Take them out:")
                        & isNone(
                                unjudged,
                                "PIT came to no verdict about these mutants, which solutions/%s"
                                        + " can't excuse:");
        if (!asListed) {
            System.exit(1);
        }
        println(
                "pit: %d of %d mutants killed, the other %d are listed in solutions/%s"
                        .formatted(
                                mutants.stream().filter(Mutant::isKilled).count(),
                                mutants.size(),
                                survivors.size(),
                                LIST));
    }

    private static Set<String> minus(Set<String> all, Set<String> these) {
        var rest = new LinkedHashSet<>(all);
        rest.removeAll(these);
        return rest;
    }

    private static boolean isNone(Set<String> mutants, String problem) {
        if (!mutants.isEmpty()) {
            println("\n" + problem.formatted(LIST) + "\n");
            mutants.forEach(mutant -> println(ITEM + mutant));
        }
        return mutants.isEmpty();
    }

    private static Set<String> changes(List<Mutant> mutants, Predicate<Mutant> which) {
        return mutants.stream()
                .filter(which)
                .map(Mutant::change)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> listed() {
        return read(LIST).stream()
                .filter(line -> line.startsWith(ITEM))
                .map(line -> line.substring(ITEM.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Mutant> mutants() throws Exception {
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(REPORT.toFile());
        var mutations = document.getElementsByTagName("mutation");
        var mutants = new ArrayList<Mutant>();
        IntStream.range(0, mutations.getLength())
                .mapToObj(index -> (Element) mutations.item(index))
                .sorted(PLACE)
                .forEach(mutation -> mutants.add(mutant(mutation)));
        return Mutant.numbered(mutants);
    }

    private static Mutant mutant(Element mutation) {
        String className = text(mutation, "mutatedClass");
        int lastDot = className.lastIndexOf('.');
        String change =
                "`%s.%s`: `%s`: %s"
                        .formatted(
                                className.substring(lastDot + 1),
                                text(mutation, "mutatedMethod").replaceAll("lambda\\$|\\$\\d+", ""),
                                line(
                                        className.substring(0, lastDot).replace('.', '/')
                                                + "/"
                                                + text(mutation, "sourceFile"),
                                        Integer.parseInt(text(mutation, "lineNumber"))),
                                text(mutation, "description"));
        return new Mutant(change, mutation.getAttribute("status"));
    }

    private static String line(String file, int number) {
        return read(SOURCES.resolve(file)).get(number - 1).strip();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Element mutation, String name) {
        return mutation.getElementsByTagName(name).item(0).getTextContent();
    }
}
