package session08.grader.report;

import session08.grader.Result;
import session08.grader.Status;
import session08.grader.TestResult;

import java.util.Locale;

/** What the reports call things. */
final class Words {

    private Words() {}

    /** As in {@code results.jsonl}: {@code compile-error}. */
    static String of(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The class in {@code RateLimiterTest.the_first_operation_is_ok}; empty if there is none. */
    static String testClass(TestResult test) {
        return PlainText.name(test.id().substring(0, Math.max(0, test.id().lastIndexOf('.'))));
    }

    /** The method in {@code RateLimiterTest.the_first_operation_is_ok}. */
    static String testMethod(TestResult test) {
        return PlainText.name(test.id().substring(test.id().lastIndexOf('.') + 1));
    }

    /** The test's name as the sentence that it is: {@code the first operation is ok}. */
    static String sentence(TestResult test) {
        return testMethod(test).replace('_', ' ');
    }

    /** Why a test did not pass: its own message, or what befell the whole submission. */
    static String whyNot(Result result, TestResult test) {
        String own = PlainText.of(test.message());
        return wasRun(result) && !own.isBlank() ? own : about(result);
    }

    /** What befell the whole submission; never empty unless it was graded. */
    static String about(Result result) {
        String message = PlainText.of(result.message());
        if (!message.isBlank()) {
            return message;
        }
        return switch (result.status()) {
            case GRADED -> "";
            case COMPILE_ERROR -> "The compiler refuses it.";
            case REJECTED -> "It breaks a rule, and was not run.";
            case TIMEOUT -> "Its time was over before all tests had been run.";
            case CRASHED -> "Its JVM ended before all tests had been run.";
            case INFRA_ERROR -> "The grader or its machine failed; it will be graded again.";
        };
    }

    /** Whether anything of it was run. */
    static boolean wasRun(Result result) {
        return switch (result.status()) {
            case GRADED, TIMEOUT, CRASHED -> true;
            case COMPILE_ERROR, REJECTED, INFRA_ERROR -> false;
        };
    }
}
