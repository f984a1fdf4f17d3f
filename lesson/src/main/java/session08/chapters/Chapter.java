package session08.chapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<Block> blocks = blocks();
        var parts = new ArrayList<Part>();
        int next = 0;
        while (next < blocks.size()) {
            Block code = blocks.get(next++);
            switch (code.language()) {
                case "java" -> {
                    Optional<Matcher> source = source(code);
                    if (source.isPresent()) {
                        parts.add(excerpt(code, source.get()));
                    } else {
                        Optional<Block> printed = Optional.empty();
                        var pictures = new ArrayList<Block>();
                        Block before = code;
                        while (next < blocks.size() && follows(before, blocks.get(next))) {
                            Block block = blocks.get(next);
                            if (block.is("text") && before == code) {
                                printed = Optional.of(block);
                            } else if (block.is("mermaid")) {
                                pictures.add(block);
                            } else {
                                break;
                            }
                            before = block;
                            next++;
                        }
                        parts.add(new Cell(code, printed, pictures));
                    }
                }
                case "elixir" -> {
                    Optional<Block> printed = Optional.empty();
                    if (next < blocks.size()
                            && blocks.get(next).is("text")
                            && follows(code, blocks.get(next))) {
                        printed = Optional.of(blocks.get(next++));
                    }
                    parts.add(new ElixirCell(code, printed));
                }
                case "sh" -> {} // the workbook's own test knows whether a command exists
                default ->
                        throw new AssertionError(
                                "%s: a `%s` block that belongs to no cell: nothing would check it"
                                        .formatted(at(code), code.language()));
            }
        }
        return parts;
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

    private boolean follows(Block before, Block block) {
        return lines.subList(before.end(), block.fence()).stream().allMatch(String::isBlank);
    }

    /** The line above a block, if it says where the block was cut. */
    private Optional<Matcher> source(Block code) {
        for (int at = code.fence() - 1; at >= 0; at--) {
            if (!lines.get(at).isBlank()) {
                return Optional.of(SOURCE.matcher(lines.get(at))).filter(Matcher::matches);
            }
        }
        return Optional.empty();
    }

    private Excerpt excerpt(Block code, Matcher source) {
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
