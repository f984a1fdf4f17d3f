package session08.grader;

/** Something the instructor asked for can't be done; the message says what, in one line. */
final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadInput(String message) {
        super(message);
    }
}
