package session08.grader.child;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import net.jqwik.engine.JqwikTestEngine;

import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JVM in which one submission is tested: reads the tests and the submission from its standard
 * input, runs the tests once, and reports on its standard output. It decides nothing: whoever
 * started it owns the verdict.
 */
final class RunTests {

    private RunTests() {}

    static void main() throws IOException, ClassNotFoundException {
        // Everything that the run needs of the outside is taken before a class of the submission is
        // loaded.
        var frames = new Frames(new FileOutputStream(FileDescriptor.out));
        var in = new DataInputStream(new BufferedInputStream(System.in));
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(System.out);

        String packageName = in.readUTF();
        Set<String> wanted = new HashSet<>(readNames(in));
        Map<String, byte[]> tests = readClasses(in);
        Map<String, byte[]> submission = readClasses(in);
        var loader = new SubmissionLoader(tests, submission);
        Thread.currentThread().setContextClassLoader(loader);
        var crashes = new Crashes(submission.keySet());
        Thread.setDefaultUncaughtExceptionHandler(crashes);
        if (!tests.isEmpty()) {
            ThreadDump.onRequest(in, frames);
        }
        frames.write("ready");
        try {
            run(packageName, wanted, tests, loader, new Reporter(packageName, frames, crashes));
        } catch (ClassNotFoundException | RuntimeException | Error e) {
            // Tests that can't even be found; the submission lacks what they name.
            frames.write("problem", "message", crashes.describe(e));
            Runtime.getRuntime().halt(1);
        }
        frames.write("end");
        if (tests.isEmpty()) {
            return; // the JVM writes its cache when it ends of its own
        }
        // Nothing that the submission has left behind keeps this JVM alive.
        Runtime.getRuntime().halt(0);
    }

    private static void run(
            String packageName,
            Set<String> wanted,
            Map<String, byte[]> tests,
            ClassLoader loader,
            TestExecutionListener reporter)
            throws ClassNotFoundException {
        List<DiscoverySelector> selectors = new ArrayList<>();
        if (tests.isEmpty()) {
            selectors.add(selectClass(WarmUp.class));
        }
        for (String name : tests.keySet()) {
            if (name.indexOf('$') < 0) {
                selectors.add(selectClass(loader.loadClass(name)));
            }
        }
        PostDiscoveryFilter onlyWanted =
                test ->
                        FilterResult.includedIf(
                                wanted.isEmpty()
                                        || test.getSource()
                                                .filter(MethodSource.class::isInstance)
                                                .isEmpty()
                                        || wanted.contains(idOf(test, packageName)));
        LauncherFactory.create(
                        LauncherConfig.builder()
                                .enableTestEngineAutoRegistration(false)
                                .enableTestExecutionListenerAutoRegistration(false)
                                .enableLauncherSessionListenerAutoRegistration(false)
                                .enableLauncherDiscoveryListenerAutoRegistration(false)
                                .enablePostDiscoveryFilterAutoRegistration(false)
                                .addTestEngines(new JupiterTestEngine(), new JqwikTestEngine())
                                .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectors)
                                .filters(onlyWanted)
                                .enableImplicitConfigurationParameters(false)
                                .configurationParameter("jqwik.database", "")
                                .configurationParameter("jqwik.tries.default", "1000")
                                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                                // It would ask the submission's exceptions for their causes.
                                .configurationParameter(
                                        "junit.platform.stacktrace.pruning.enabled", "false")
                                .build(),
                        reporter);
    }

    /** The class without its package, and the method: {@code RateLimiterTest.a_test}. */
    static String idOf(MethodSource source, String packageName) {
        String type = source.getClassName();
        String simple =
                type.startsWith(packageName + ".")
                        ? type.substring(packageName.length() + 1)
                        : type;
        return simple.replace('$', '.') + "." + source.getMethodName();
    }

    private static String idOf(TestDescriptor test, String packageName) {
        return idOf((MethodSource) test.getSource().orElseThrow(), packageName);
    }

    private static List<String> readNames(DataInputStream in) throws IOException {
        var names = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(in.readUTF());
        }
        return names;
    }

    private static Map<String, byte[]> readClasses(DataInputStream in) throws IOException {
        var classes = new HashMap<String, byte[]>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return classes;
    }
}
