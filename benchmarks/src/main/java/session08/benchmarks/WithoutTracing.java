package session08.benchmarks;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of this library twice: as they are, and as they would be had nobody thought of
 * tracing. In the second each question for a trace is answered with no, or null, on the spot, so
 * that the JVM's compiler sees that nothing comes of it.
 */
final class WithoutTracing {

    private static final String TRACE = "Lsession08/process/Trace;";

    /** How many questions were answered. */
    private int cut;

    /**
     * Writes the classes as they are to one folder, and those without tracing to another.
     *
     * @param home the folder or jar of the classes
     * @return how many questions for a trace the second do not ask
     */
    static int write(Path home, Path asTheyAre, Path without) throws IOException {
        var cutter = new WithoutTracing();
        if (Files.isDirectory(home)) {
            cutter.writeAll(home, asTheyAre, without);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                cutter.writeAll(jar.getPath("/"), asTheyAre, without);
            }
        }
        return cutter.cut;
    }

    private void writeAll(Path from, Path asTheyAre, Path without) throws IOException {
        List<Path> classes;
        try (Stream<Path> walk = Files.walk(from.resolve("session08/process"))) {
            classes = walk.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : classes) {
            String name = from.relativize(file).toString();
            byte[] bytes = Files.readAllBytes(file);
            write(asTheyAre.resolve(name), bytes);
            write(without.resolve(name), cut(bytes));
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private byte[] cut(byte[] bytes) {
        CodeTransform answer =
                (builder, element) -> {
                    if (asksWhetherTraced(element)) {
                        cut++;
                        builder.pop().iconst_0();
                    } else if (asksForTrace(element)) {
                        cut++;
                        builder.pop().aconst_null();
                    } else {
                        builder.with(element);
                    }
                };
        ClassFile file = ClassFile.of();
        return file.transformClass(
                file.parse(bytes), ClassTransform.transformingMethodBodies(answer));
    }

    private static boolean asksWhetherTraced(CodeElement element) {
        return element instanceof InvokeInstruction call
                && call.opcode() == Opcode.INVOKEVIRTUAL
                && call.name().stringValue().equals("isTraced");
    }

    /** A call of {@code Process.trace()}, or a look at a field that holds a trace. */
    private static boolean asksForTrace(CodeElement element) {
        return switch (element) {
            case InvokeInstruction call ->
                    call.opcode() == Opcode.INVOKEVIRTUAL
                            && call.type().stringValue().equals("()" + TRACE);
            case FieldInstruction field ->
                    field.opcode() == Opcode.GETFIELD && field.type().stringValue().equals(TRACE);
            default -> false;
        };
    }
}
