package session08.grader.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A compiler that stays: takes sources on its standard input and gives classes, or complaints, on
 * its standard output, again and again. Sources and classes never become files. It lives in a JVM
 * of its own, because some sources make a compiler loop or eat all memory.
 */
final class Compile {

    private static final int MOST_ERRORS = 20;
    private static final int LONGEST_ERROR = 600;

    private Compile() {}

    /**
     * @param arguments the class path
     */
    static void main(String[] arguments) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(stdout()));
        var in = new DataInputStream(new BufferedInputStream(System.in));
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(System.out);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
        List<String> options =
                List.of(
                        "--release",
                        "25",
                        "-proc:none",
                        "-implicit:none",
                        "-g", // with lines, for whoever reads a stack trace
                        "-Xmaxerrs",
                        String.valueOf(MOST_ERRORS),
                        "-classpath",
                        arguments[0]);
        while (true) {
            List<JavaFileObject> sources = read(in);
            if (sources == null) {
                return;
            }
            answer(compiler, files, options, sources, out);
            out.flush();
        }
    }

    private static OutputStream stdout() {
        return new FileOutputStream(FileDescriptor.out);
    }

    private static List<JavaFileObject> read(DataInputStream in) throws IOException {
        var sources = new ArrayList<JavaFileObject>();
        try {
            for (int left = in.readInt(); left > 0; left--) {
                String path = in.readUTF();
                byte[] text = in.readNBytes(in.readInt());
                sources.add(new Source(path, new String(text, StandardCharsets.UTF_8)));
            }
        } catch (EOFException nobodyAsksAnyMore) {
            return null;
        }
        return sources;
    }

    private static void answer(
            JavaCompiler compiler,
            JavaFileManager files,
            List<String> options,
            List<JavaFileObject> sources,
            DataOutputStream out)
            throws IOException {
        var said = new DiagnosticCollector<JavaFileObject>();
        var output = new Output(files);
        boolean compiles;
        String gaveUp = null;
        try {
            compiles =
                    compiler.getTask(Writer.nullWriter(), output, said, options, null, sources)
                            .call();
        } catch (RuntimeException | Error e) {
            compiles = false;
            gaveUp = "the compiler gave up: " + e.getClass().getSimpleName();
        }
        out.writeBoolean(compiles);
        if (compiles) {
            out.writeInt(output.written.size());
            for (var each : output.written.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().size());
                each.getValue().writeTo(out);
            }
            return;
        }
        List<String> errors = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> each : said.getDiagnostics()) {
            if (each.getKind() == Diagnostic.Kind.ERROR && errors.size() < MOST_ERRORS) {
                errors.add(describe(each));
            }
        }
        if (gaveUp != null || errors.isEmpty()) {
            errors.add(gaveUp == null ? "the compiler gave up" : gaveUp);
        }
        out.writeInt(errors.size());
        for (String error : errors) {
            out.writeUTF(error);
        }
    }

    private static String describe(Diagnostic<? extends JavaFileObject> error) {
        String message = error.getMessage(Locale.ENGLISH);
        if (message.length() > LONGEST_ERROR) {
            message = message.substring(0, LONGEST_ERROR) + " ...";
        }
        return error.getSource() == null
                ? message
                : "%s:%d: %s"
                        .formatted(
                                ((Source) error.getSource()).simpleName,
                                error.getLineNumber(),
                                message);
    }

    private static final class Source extends SimpleJavaFileObject {
        final String simpleName;
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.simpleName = path.substring(path.lastIndexOf('/') + 1);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Output(JavaFileManager files) {
            super(files);
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

        @Override
        public void close() {
            // The files below serve the next request too.
        }
    }
}
