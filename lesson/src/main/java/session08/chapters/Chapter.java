package session08.chapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chapter of the lesson as it lies on the disk, and what of it is run or compared.
 *
 * <p>A {@code java} block is a cell, unless the line above it says from which file it was cut. The
 * {@code text} block right after a cell is what it printed, a {@code mermaid} block after that is a
 * picture of its run. Nothing but blank lines may stand between them. An {@code elixir} block is a
 * cell for Elixir.
 */
record Chapter(Path file, List<String> lines) {

    private static final Pattern FENCE = Pattern.compile("(```+)\\s*(\\w*)\\s*(.*)");
    private static final Pattern SOURCE =
            Pattern.compile("From \\[[^]]+]\\(([^)]+)\\), `(\\w+)`(?: to `(\\w+)`)?:");

    /** What a jshell starts with: the imports, for the cells and for the reader who tries. */
    static final Path PLAYGROUND = folder().resolve("playground.jsh");

    /** What a chapter is made of, as far as it is checked. */
    sealed interface Part {
        Block code();
    }

    /** Java that is run, and what the reader is shown of it. */
    record Cell(Block code, Optional<Block> printed, List<Block> pictures) implements Part {}

    /** Elixir that is run, where there is one, and what the reader is shown of it. */
    record ElixirCell(Block code, Optional<Block> printed) implements Part {}

    /** Lines of a class that is compiled and tested elsewhere. */
    record Excerpt(Block code, Path source, String first, String last) implements Part {}

    Chapter {
        lines = List.copyOf(lines);
    }

    static Chapter read(Path file) {
        try {
            return new Chapter(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The chapters of the lesson, the start page first. */
    static List<Path> files() {
        Path folder = folder();
        var files = new ArrayList<Path>();
        files.add(folder.resolve("README.md"));
        try (var all = Files.list(folder)) {
            all.filter(file -> file.getFileName().toString().matches("\\d-.*\\.md"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The folder of the lesson: an IDE may run a test in that of the whole project. */
    static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        return folder.endsWith("lesson") ? folder : folder.resolve("lesson");
    }

    /** The parts in their order. Complains about a block that nothing would check. */
    List<Part> parts() {
        var parts = new ArrayList<Part>();
        var blocks = new ArrayDeque<>(blocks());
        while (!blocks.isEmpty()) {
            Block code = blocks.remove();
            switch (code.language()) {
                case "java" -> parts.add(source(code).orElseGet(() -> cell(code, blocks)));
                case "elixir" -> parts.add(new ElixirCell(code, takeNext(blocks, "text", code)));
                case "sh" -> {} // the workbook's own test knows whether a command exists
                default ->
                        throw new AssertionError(
                                "%s: a `%s` block that belongs to no cell: nothing would check it"
                                        .formatted(at(code), code.language()));
            }
        }
        return parts;
    }

    private Part cell(Block code, Deque<Block> blocks) {
        Optional<Block> printed = takeNext(blocks, "text", code);
        var pictures = new ArrayList<Block>();
        Optional<Block> picture = takeNext(blocks, "mermaid", printed.orElse(code));
        while (picture.isPresent()) {
            pictures.add(picture.get());
            picture = takeNext(blocks, "mermaid", picture.get());
        }
        return new Cell(code, printed, pictures);
    }

    /** The next block, if it is of this language and nothing but blank lines lies before it. */
    private Optional<Block> takeNext(Deque<Block> blocks, String language, Block before) {
        boolean follows =
                !blocks.isEmpty()
                        && blocks.peek().is(language)
                        && lines.subList(before.end(), blocks.peek().fence()).stream()
                                .allMatch(String::isBlank);
        return follows ? Optional.of(blocks.remove()) : Optional.empty();
    }

    /** Where a block begins, in the form that editors and terminals make a link of. */
    String at(Block block) {
        return folder().getFileName() + "/" + folder().relativize(file) + ":" + (block.fence() + 1);
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        int at = 0;
        while (at < lines.size()) {
            Matcher open = FENCE.matcher(lines.get(at));
            if (!open.matches()) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).equals(open.group(1))) {
                end++;
            }
            blocks.add(
                    new Block(
                            open.group(2),
                            open.group(3).strip(),
                            at,
                            lines.subList(at + 1, Math.min(end, lines.size()))));
            at = end + 1;
        }
        return blocks;
    }

    /** An excerpt, if the line above the block says where the block was cut. */
    private Optional<Part> source(Block code) {
        for (int at = code.fence() - 1; at >= 0; at--) {
            if (!lines.get(at).isBlank()) {
                return Optional.of(SOURCE.matcher(lines.get(at)))
                        .filter(Matcher::matches)
                        .map(source -> excerpt(code, source));
            }
        }
        return Optional.empty();
    }

    private Part excerpt(Block code, Matcher source) {
        Path from = file.resolveSibling(source.group(1)).normalize();
        String first = source.group(2);
        return new Excerpt(code, from, first, Objects.requireNonNullElse(source.group(3), first));
    }

    /** Where the class path has a class, for JShell, which has a class path of its own. */
    static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
