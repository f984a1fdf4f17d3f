package session08.chapters;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.lang.model.element.Name;
import javax.tools.ToolProvider;

/**
 * Cuts lines out of a Java file by the names of what is declared there. The compiler's own parser
 * finds them, so that the sources need no marks for the lesson's sake.
 */
final class Excerpts {

    /** A class or a method, and where it stands in the file, without its documentation. */
    private record Declaration(String name, int start, int end) {}

    private Excerpts() {}

    /**
     * The lines from the declaration of {@code first} to the end of that of {@code last}, moved to
     * the left edge. Of several with one name it is the first, and for {@code last} the first that
     * is not before {@code first}.
     */
    static List<String> cut(Path file, String first, String last) throws IOException {
        if (!Files.exists(file)) {
            throw new AssertionError("there is no file " + file);
        }
        String source = Files.readString(file);
        List<Declaration> all = declarations(file);
        Declaration from = find(all, first, 0, file);
        Declaration to = find(all, last, from.start(), file);
        int line = source.lastIndexOf('\n', from.start()) + 1;
        return source.substring(line, to.end()).stripIndent().lines().toList();
    }

    private static Declaration find(List<Declaration> all, String name, int start, Path file) {
        return all.stream()
                .filter(declared -> declared.name().equals(name) && declared.start() >= start)
                .findFirst()
                .orElseThrow(() -> new AssertionError(file.getFileName() + " declares no " + name));
    }

    private static List<Declaration> declarations(Path file) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var sources = files.getJavaFileObjects(file);
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            var declarations = new ArrayList<Declaration>();
            for (CompilationUnitTree unit : task.parse()) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitClass(ClassTree type, Void unused) {
                        add(type.getSimpleName(), type);
                        return super.visitClass(type, unused);
                    }

                    @Override
                    public Void visitMethod(MethodTree method, Void unused) {
                        add(method.getName(), method);
                        return null; // what is declared within is nobody's excerpt
                    }

                    private void add(Name name, Tree tree) {
                        declarations.add(
                                new Declaration(
                                        name.toString(),
                                        (int) positions.getStartPosition(unit, tree),
                                        (int) positions.getEndPosition(unit, tree)));
                    }
                }.scan(unit, null);
            }
            return declarations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
