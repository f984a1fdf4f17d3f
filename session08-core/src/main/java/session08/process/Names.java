package session08.process;

import java.util.regex.Pattern;

/** What a person calls a class. */
final class Names {

    private Names() {}

    /** JShell puts what is typed at its prompt into classes that nobody wrote: $JShell$11B. */
    private static final Pattern PROMPT = Pattern.compile("\\$JShell\\$\\d+[A-Z]*\\$?");

    /** Classes without a name are numbered. */
    private static final Pattern NUMBER = Pattern.compile("(\\$\\d+)+$");

    /** The name without package, and with the class it is declared in: {@code Counter.Get}. */
    static String of(Class<?> type) {
        return simple(type.getName()).replace('$', '.');
    }

    private static String simple(String name) {
        return PROMPT.matcher(name.substring(name.lastIndexOf('.') + 1)).replaceFirst("");
    }

    // Computed once for each place in the code that spawns, not once for each process.
    private static final ClassValue<String> HOMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> lambda) {
                    String name = lambda.getName();
                    int end = name.indexOf("$$Lambda");
                    String outer = simple(end < 0 ? name : name.substring(0, end));
                    String named = NUMBER.matcher(outer).replaceFirst("");
                    return named.isEmpty() ? "prompt" : named.substring(named.lastIndexOf('$') + 1);
                }
            };

    /** The simple name of the class that wrote a lambda. */
    static String home(Class<?> lambda) {
        return HOMES.get(lambda);
    }
}
