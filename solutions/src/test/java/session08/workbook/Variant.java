package session08.workbook;

import session08.process.Processes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A solution compiled from its source, and the exercises' tests loaded anew around it. The tests
 * see this solution and never the model.
 */
final class Variant extends ClassLoader {

    private static final String AFRESH = "session08.exercises.";

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, null, null);
    private static final Path TESTS = locationOf(Variant.class);

    private final Map<String, byte[]> solution;

    private Variant(Map<String, byte[]> solution) {
        super(Variant.class.getClassLoader());
        this.solution = solution;
    }

    /**
     * @throws IllegalArgumentException if the source does not compile, with what the compiler said
     */
    static Variant compile(String className, String source) {
        var output = new Output();
        var said = new StringWriter();
        List<String> options =
                List.of(
                        "--release",
                        "25",
                        "-proc:none",
                        "-classpath",
                        locationOf(Processes.class).toString());
        boolean compiles =
                COMPILER.getTask(
                                said,
                                output,
                                null,
                                options,
                                null,
                                List.of(new Source(className, source)))
                        .call();
        if (!compiles) {
            throw new IllegalArgumentException("this does not compile: " + said);
        }
        return new Variant(output.classes());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(AFRESH)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = solution.get(name);
        if (code == null) {
            code = test(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    private static byte[] test(String name) throws ClassNotFoundException {
        Path file = TESTS.resolve(name.replace('.', '/') + ".class");
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what is compiled in memory. */
    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Output() {
            super(FILES);
        }

        Map<String, byte[]> classes() {
            var classes = new HashMap<String, byte[]>();
            written.forEach((name, code) -> classes.put(name, code.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            URI uri = URI.create("mem:///" + className.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    var code = new ByteArrayOutputStream();
                    written.put(className, code);
                    return code;
                }
            };
        }
    }
}
