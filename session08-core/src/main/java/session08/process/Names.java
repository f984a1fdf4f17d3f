package session08.process;

/** What a person calls a class. */
final class Names {

    private Names() {}

    /** The name without package, and with the class it is declared in: {@code Counter.Get}. */
    static String of(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    // Computed once for each place in the code that spawns, not once for each process.
    private static final ClassValue<String> HOMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> lambda) {
                    String name = lambda.getName();
                    int end = name.indexOf("$$Lambda");
                    String outer = end < 0 ? name : name.substring(0, end);
                    return outer.substring(
                            Math.max(outer.lastIndexOf('.'), outer.lastIndexOf('$')) + 1);
                }
            };

    /** The simple name of the class that wrote a lambda. */
    static String home(Class<?> lambda) {
        return HOMES.get(lambda);
    }
}
