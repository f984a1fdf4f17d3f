package session08.grader;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the solution of an exercise may name. A list of what is good: what is in none of these is
 * refused, with the same words for all of it but for what students really reach for.
 */
final class Allowed {

    private static final String NOT_NEEDED = "is not needed in an exercise, and not allowed";
    private static final String REFLECTION = "looks into the program itself, which is not allowed";
    private static final String CLOCK =
            "reads the real clock, and the tests simulate theirs: use monotonicTime()";
    private static final String SLEEP =
            "holds up everyone, also in simulated time: use sleep of Processes";
    private static final String THREADS = "is about threads: start a process with spawn";
    private static final String WAITS = "blocks the thread: a process waits in a receive";

    /** What the compiler turns lambdas, records, switches and + into. */
    static final Set<String> BOOTSTRAPS =
            Set.of(
                    "java.lang.invoke.LambdaMetafactory",
                    "java.lang.invoke.StringConcatFactory",
                    "java.lang.runtime.ObjectMethods",
                    "java.lang.runtime.SwitchBootstraps",
                    "java.lang.invoke.ConstantBootstraps");

    /** Types whose objects a test compares with, or looks into; a lying one would pass. */
    static final Set<Class<?>> NOT_TO_BE_WRITTEN =
            Set.of(Collection.class, Map.class, CharSequence.class, Number.class);

    private static final Set<String> PACKAGES =
            Set.of("java.util.function", "java.util.stream", "java.math", "java.time.temporal");

    private static final Set<String> TYPES =
            names(
                    """
                    java.lang: Object String StringBuilder StringBuffer CharSequence Character Boolean Byte Short
                        Integer Long Float Double Number Math StrictMath Void Iterable Comparable Runnable
                        AutoCloseable Enum Record Throwable System IO Class Override Deprecated FunctionalInterface
                        SafeVarargs SuppressWarnings Cloneable Enum$EnumDesc
                    java.lang.annotation: Annotation Documented Retention RetentionPolicy Target ElementType
                    java.lang.constant: ClassDesc
                    java.io: PrintStream Serializable
                    java.time: Duration Instant DateTimeException
                    java.util: AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry ArrayDeque ArrayList Arrays
                        BitSet Collection Collections Comparator ConcurrentModificationException Deque
                        DoubleSummaryStatistics EmptyStackException EnumMap EnumSet Enumeration HashMap HashSet
                        HexFormat IdentityHashMap IntSummaryStatistics Iterator LinkedHashMap LinkedHashSet
                        LinkedList List ListIterator Locale LongSummaryStatistics Map Map$Entry MissingFormatArgumentException
                        NavigableMap NavigableSet NoSuchElementException Objects Optional OptionalDouble
                        OptionalInt OptionalLong PrimitiveIterator$OfInt PrimitiveIterator$OfLong PriorityQueue
                        Queue Random RandomAccess SequencedCollection SequencedMap SequencedSet Set SortedMap
                        SortedSet SplittableRandom Spliterator Stack StringJoiner TreeMap TreeSet UUID Vector WeakHashMap
                        IllegalFormatException
                    java.util.regex: Pattern Matcher MatchResult PatternSyntaxException
                    java.util.concurrent: ConcurrentHashMap ConcurrentLinkedDeque ConcurrentLinkedQueue ConcurrentMap
                        ConcurrentNavigableMap ConcurrentSkipListMap ConcurrentSkipListSet CopyOnWriteArrayList
                        CopyOnWriteArraySet TimeUnit TimeoutException
                    java.util.concurrent.atomic: AtomicBoolean AtomicInteger AtomicIntegerArray AtomicLong
                        AtomicLongArray AtomicReference AtomicReferenceArray LongAdder LongAccumulator
                    java.util.concurrent.locks: Lock ReadWriteLock ReentrantLock ReentrantReadWriteLock
                        ReentrantReadWriteLock$ReadLock ReentrantReadWriteLock$WriteLock
                    session08.process: Answered Awaited NoProcess Pid ProcessInterruptedException Processes Received
                        Reply TailCall TimedOut Timeout Timer
                    session08.workbook: TaskUnwritten
                    """);

    /** Of these, only some members. */
    private static final Map<String, Set<String>> ONLY =
            Map.of(
                    "java.lang.System",
                    Set.of("out", "err", "arraycopy", "identityHashCode", "lineSeparator"),
                    "java.lang.IO",
                    Set.of("print", "println"),
                    "java.io.PrintStream",
                    Set.of("print", "println", "printf", "format", "append", "flush"),
                    "java.lang.Class",
                    Set.of(
                            "cast",
                            "desiredAssertionStatus",
                            "getName",
                            "getSimpleName",
                            "hashCode",
                            "isInstance",
                            "toString"),
                    "java.lang.constant.ClassDesc",
                    Set.of("of"));

    private record Denied(String type, Predicate<String> member, String why) {}

    /** Of these, all members but some; for their subclasses too. */
    private static final List<Denied> NOT =
            List.of(
                    not(Object.class, WAITS, "wait", "notify", "notifyAll"),
                    not(
                            Throwable.class,
                            REFLECTION,
                            "getStackTrace",
                            "setStackTrace",
                            "printStackTrace(PrintStream)void",
                            "printStackTrace(PrintWriter)void"),
                    not(Integer.class, NOT_NEEDED, "getInteger"),
                    not(Long.class, NOT_NEEDED, "getLong"),
                    not(Boolean.class, NOT_NEEDED, "getBoolean"),
                    not(java.util.Locale.class, NOT_NEEDED, "setDefault"),
                    not(java.util.stream.BaseStream.class, THREADS, "parallel"),
                    not(Collection.class, THREADS, "parallelStream"),
                    not(
                            java.util.Arrays.class,
                            THREADS,
                            "parallelSort",
                            "parallelPrefix",
                            "parallelSetAll"),
                    not(java.util.stream.StreamSupport.class, THREADS, "stream"),
                    new Denied(
                            "java.util.concurrent.ConcurrentHashMap",
                            // Those that take how many elements are worth a thread.
                            name ->
                                    name.matches("(search|reduce|forEach(Key|Value|Entry)).*")
                                            || name.startsWith("forEach(long"),
                            THREADS),
                    not(java.time.Instant.class, CLOCK, "now"),
                    not(java.util.concurrent.TimeUnit.class, SLEEP, "sleep", "timedJoin"),
                    not(java.util.concurrent.TimeUnit.class, WAITS, "timedWait"),
                    not(java.util.concurrent.locks.Lock.class, WAITS, "newCondition"),
                    not(Enum.class, REFLECTION, "getDeclaringClass", "describeConstable"));

    private static final Map<String, String> WORDS =
            Map.of(
                    "java.lang.System.nanoTime", CLOCK,
                    "java.lang.System.currentTimeMillis", CLOCK,
                    "java.lang.System.exit", "is not allowed: it would end the tests, too",
                    "java.lang.Thread.sleep", SLEEP);

    private Allowed() {}

    private static Denied not(Class<?> type, String why, String... members) {
        return new Denied(type.getName(), Set.of(members)::contains, why);
    }

    /** Null if the type may be named, else why not. */
    static String type(String name) {
        if (TYPES.contains(name)
                || PACKAGES.contains(packageOf(name))
                || name.startsWith("session08.lesson.")
                || isPlainException(name)) {
            return null;
        }
        return switch (name) {
            case "java.lang.Thread", "java.lang.ThreadLocal", "java.lang.ThreadGroup" -> THREADS;
            case "java.time.Clock", "java.time.LocalDateTime", "java.time.LocalTime" -> CLOCK;
            default -> {
                if (name.startsWith("java.lang.reflect.") || name.startsWith("java.lang.invoke.")) {
                    yield REFLECTION;
                }
                yield name.startsWith("java.util.concurrent.") ? THREADS : NOT_NEEDED;
            }
        };
    }

    /** Null if the member may be used, else why not. The type is looked at elsewhere. */
    static String member(String type, String name, String descriptor) {
        String words = WORDS.get(type + "." + name);
        if (words != null) {
            return words;
        }
        if (ONLY.containsKey(type) && !ONLY.get(type).contains(name)) {
            boolean ofObject = Set.of("getClass", "equals").contains(name);
            return ofObject ? null : type.equals("java.lang.Class") ? REFLECTION : NOT_NEEDED;
        }
        Set<Class<?>> parents = parents(List.of(type));
        for (Denied denied : NOT) {
            boolean concerned =
                    parents.stream().anyMatch(each -> each.getName().equals(denied.type()));
            if (concerned
                    && (denied.member().test(name) || denied.member().test(name + descriptor))) {
                return denied.why();
            }
        }
        return null;
    }

    static boolean isPrimitive(String type) {
        return switch (type) {
            case "boolean", "byte", "char", "short", "int", "long", "float", "double", "void" ->
                    true;
            default -> false;
        };
    }

    /** The exceptions of java.lang; those about reflection are of no use without it. */
    private static boolean isPlainException(String name) {
        if (!packageOf(name).equals("java.lang")) {
            return false;
        }
        Class<?> type = load(name);
        return type != null && Throwable.class.isAssignableFrom(type);
    }

    /** These classes of the JDK, and all that they extend and implement. */
    static Set<Class<?>> parents(Collection<String> names) {
        var all = new LinkedHashSet<Class<?>>();
        names.forEach(name -> addParents(load(name), all));
        return all;
    }

    private static void addParents(Class<?> type, Set<Class<?>> all) {
        if (type != null && all.add(type)) {
            addParents(type.getSuperclass(), all);
            for (Class<?> each : type.getInterfaces()) {
                addParents(each, all);
            }
            if (type.isInterface()) {
                all.add(Object.class);
            }
        }
    }

    private static Class<?> load(String name) {
        if (!name.startsWith("java.")) {
            return null;
        }
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static String packageOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /** {@code package: Type Type ...}, a package a line. */
    private static Set<String> names(String text) {
        var names = new java.util.HashSet<String>();
        String packageName = "";
        for (String word : text.strip().split("\\s+")) {
            if (word.endsWith(":")) {
                packageName = word.substring(0, word.length() - 1);
            } else {
                names.add(packageName + "." + word);
            }
        }
        return Set.copyOf(names);
    }
}
