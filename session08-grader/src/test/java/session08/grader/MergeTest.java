package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.List;

class MergeTest {

    private static final Result MARK = Examples.TIMEOUT;

    @Test
    void the_same_result_twice_is_one() {
        Merge merge = merge(MARK, MARK);

        assertThat(merge.results()).containsExactly(MARK);
        assertThat(merge.contradictions()).isEmpty();
    }

    @Test
    void a_mark_replaces_an_infra_error_whichever_comes_first() {
        assertThat(merge(MARK, failed("disk full")).results()).containsExactly(MARK);
        assertThat(merge(failed("disk full"), MARK).results()).containsExactly(MARK);
    }

    @Test
    void a_refused_submission_has_its_mark_too() {
        Result error = Examples.of("dan", Examples.INFRA_ERROR);
        Result refused = Examples.of("dan", Examples.REJECTED);

        assertThat(merge(refused, error).results()).containsExactly(refused);
    }

    @Test
    void of_infra_errors_the_least_is_taken() {
        Merge one = merge(failed("b"), failed("a"));
        Merge other = merge(failed("a"), failed("b"));

        assertThat(one.results()).containsExactly(failed("a")).isEqualTo(other.results());
    }

    @Test
    void runs_that_differ_in_their_messages_only_give_one_mark() {
        Result other = withMessage(MARK, "another line");

        assertThat(merge(MARK, other).contradictions()).isEmpty();
        assertThat(merge(MARK, other).results()).hasSize(1).isEqualTo(merge(other, MARK).results());
    }

    @Test
    void marks_that_contradict_each_other_are_named_and_none_counts() {
        Merge merge =
                Merge.of(List.of(MARK), "shard-1/results.jsonl")
                        .and(
                                Merge.of(
                                        List.of(Examples.of("dan", Examples.FULL_MARKS)),
                                        "shard-2/results.jsonl"));

        assertThat(merge.results()).isEmpty();
        assertThat(merge.contradictions())
                .singleElement()
                .asString()
                .startsWith("dan, rate-limiter:")
                .contains(
                        "timeout, 2 of 5, isolation none, JDK 25.0.3, sources eeeeeeeeeeee, in"
                                + " shard-1/results.jsonl",
                        "graded, 5 of 5, isolation bwrap, JDK 25.0.3, sources aaaaaaaaaaaa, in"
                                + " shard-2/results.jsonl");
    }

    @Test
    void an_infra_error_does_not_settle_a_contradiction() {
        Result other = Examples.of("dan", Examples.FULL_MARKS);

        assertThat(merge(MARK, failed("disk full"), other).contradictions()).hasSize(1);
    }

    @Test
    void another_isolation_is_another_mark() {
        Result other =
                new Result(
                        MARK.submission(),
                        MARK.sha256(),
                        MARK.exercise(),
                        MARK.status(),
                        MARK.score(),
                        MARK.max(),
                        "bwrap",
                        MARK.jdk(),
                        MARK.message(),
                        MARK.tests());

        assertThat(merge(MARK, other).contradictions()).hasSize(1);
    }

    @Test
    void a_score_that_the_tests_do_not_earn_is_refused() {
        Result forged = withScore(MARK, 5, 5);
        assertThatThrownBy(() -> merge(forged))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a file: dan, rate-limiter: its score is 5, and its tests earn 2");

        Result cheap = withScore(MARK, 2, 2);
        assertThatThrownBy(() -> merge(cheap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a file: dan, rate-limiter: its max is 2, and its tests are worth 5");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void grouping_order_and_repetition_change_nothing(
            @ForAll("merges") Merge a, @ForAll("merges") Merge b, @ForAll("merges") Merge c) {
        assertSame(a.and(b), b.and(a));
        assertSame(a.and(b).and(c), a.and(b.and(c)));
        assertSame(a.and(a), a);
        assertSame(a.and(b).and(a), a.and(b));
        assertSame(a.and(Merge.EMPTY), a);
    }

    private static void assertSame(Merge one, Merge other) {
        assertThat(one.results()).isEqualTo(other.results());
        assertThat(one.contradictions()).isEqualTo(other.contradictions());
    }

    @Provide
    Arbitrary<Merge> merges() {
        Arbitrary<Result> results =
                Combinators.combine(
                                Arbitraries.of("ann", "bob"),
                                Arbitraries.of(
                                        MARK,
                                        Examples.FULL_MARKS,
                                        Examples.INFRA_ERROR,
                                        withMessage(Examples.INFRA_ERROR, "b")),
                                Arbitraries.of("x", "y"))
                        .as((name, result, message) -> named(name, withMessage(result, message)));
        return Combinators.combine(results.list().ofMaxSize(4), Arbitraries.of("file 1", "file 2"))
                .as(Merge::of);
    }

    private static Result named(String submission, Result result) {
        return Examples.of(submission, result);
    }

    private static Merge merge(Result... results) {
        return Merge.of(List.of(results), "a file");
    }

    private static Result failed(String message) {
        return Examples.of("dan", withMessage(Examples.INFRA_ERROR, message));
    }

    private static Result withMessage(Result result, String message) {
        return result.saying(message, result.tests());
    }

    private static Result withScore(Result result, int score, int max) {
        return new Result(
                result.submission(),
                result.sha256(),
                result.exercise(),
                result.status(),
                score,
                max,
                result.isolation(),
                result.jdk(),
                result.message(),
                result.tests());
    }
}
