package session08.grader.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import session08.grader.Expected;
import session08.grader.Result;
import session08.grader.Status;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the reports say: every result there is, and every mark that is missing, each in the order of
 * submission and exercise, whatever order they come in. So equal marks give equal bytes.
 */
public record Marks(List<Result> results, List<Expected> missing) {

    public Marks {
        results = results.stream().sorted(Comparator.comparing(Expected::of)).toList();
        missing = missing.stream().sorted().toList();
    }

    /** The results by submission; an exercise that has none is left out. */
    public Map<String, List<Result>> bySubmission() {
        return results.stream()
                .collect(groupingBy(Result::submission, LinkedHashMap::new, toList()));
    }

    /** The submissions of which every mark is known, with their results. */
    public Map<String, List<Result>> complete() {
        var complete = bySubmission();
        missing.forEach(mark -> complete.remove(mark.submission()));
        undecided().forEach(result -> complete.remove(result.submission()));
        return complete;
    }

    /** What is to be graded again: nothing is known about the submission. */
    public List<Result> undecided() {
        return results.stream().filter(result -> result.status() == Status.INFRA_ERROR).toList();
    }
}
