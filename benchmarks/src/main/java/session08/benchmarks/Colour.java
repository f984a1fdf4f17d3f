package session08.benchmarks;

/** Of a creature in the workload chameneos. */
public enum Colour {
    BLUE,
    RED,
    YELLOW;

    private static final Colour[] ALL = values();

    public static Colour of(int number) {
        return ALL[number % ALL.length];
    }

    /** What a creature of this colour becomes when it meets {@code other}. */
    public Colour complement(Colour other) {
        return this == other ? this : ALL[ALL.length - ordinal() - other.ordinal()];
    }
}
