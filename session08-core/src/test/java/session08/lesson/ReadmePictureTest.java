package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;

import org.junit.jupiter.api.Test;

import session08.process.Pid;
import session08.process.Simulation;
import session08.process.Trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The picture in the README is of this run. {@code -Dreadme.update} puts the current one there. */
class ReadmePictureTest {

    private static final Path README = root().resolve("README.md");
    private static final Pattern PICTURE =
            Pattern.compile("(?s)(<!-- picture: [^>]*-->\n\n```mermaid\n).*?(```\n)");

    private static void askTheFridgeAndTheCounter() {
        Pid<Fridge.Message> fridge = Fridge.start();
        Pid<Counter.Message> counter = Counter.start(10);

        fridge.send(new Fridge.Store("milk"));
        fridge.send(new Fridge.GetContents(self()));
        counter.send(new Counter.Increment());
        counter.send(new Counter.Get(self()));

        receive(Counter.Count.class);
        receive(Fridge.Contents.class);
    }

    @Test
    void the_picture_in_the_readme_is_what_a_run_draws() throws IOException {
        var trace = new AtomicReference<Trace>();
        Simulation.run(0, () -> trace.set(Trace.of(ReadmePictureTest::askTheFridgeAndTheCounter)));
        String drawn = trace.get().mermaid();
        assertThat(drawn)
                .as("what the text above the picture says")
                .contains("passed over Contents");

        String readme = Files.readString(README);
        Matcher picture = PICTURE.matcher(readme);
        assertThat(picture.find()).as("README.md has a place for the picture").isTrue();
        if (System.getProperty("readme.update") != null) {
            Files.writeString(
                    README, picture.replaceFirst("$1" + Matcher.quoteReplacement(drawn) + "$2"));
        } else {
            assertThat(picture.group()).isEqualTo(picture.group(1) + drawn + picture.group(2));
        }
    }

    /**
     * The folder of the whole project: an IDE may run a test in it, Maven runs it in its module.
     */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("session08-core"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
