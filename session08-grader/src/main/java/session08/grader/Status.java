package session08.grader;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the grading of one submission came. */
public enum Status {
    /** Its tests were run; some may have failed, or have not come to an end. */
    @JsonProperty("graded")
    GRADED,

    /** The compiler refuses it. */
    @JsonProperty("compile-error")
    COMPILE_ERROR,

    /** It breaks a rule, and was not run. */
    @JsonProperty("rejected")
    REJECTED,

    /** Its time was over before all tests had been run. */
    @JsonProperty("timeout")
    TIMEOUT,

    /** Its JVM ended before all tests had been run. */
    @JsonProperty("crashed")
    CRASHED,

    /** The grader or its machine failed: nothing is said about the submission. Grade it again. */
    @JsonProperty("infra-error")
    INFRA_ERROR
}
