package session08.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import jdk.jshell.tool.JavaShellToolBuilder;

import org.junit.jupiter.api.Test;

import session08.agent.StatefulAgent;
import session08.process.Processes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.util.HashMap;

/** The tool {@code jshell} itself, started as the README's command starts it. */
class PlaygroundTest {

    /** What one sees who types these lines. */
    private static String typed(String lines) throws Exception {
        var seen = new ByteArrayOutputStream();
        try (var out = new PrintStream(seen, true, UTF_8)) {
            int exit =
                    JavaShellToolBuilder.builder()
                            .in(new ByteArrayInputStream(lines.getBytes(UTF_8)), null)
                            .out(out)
                            .err(out)
                            .persistence(new HashMap<>()) // nothing that this user has set
                            .start(
                                    "--class-path",
                                    Chapter.home(Processes.class)
                                            + File.pathSeparator
                                            + Chapter.home(StatefulAgent.class),
                                    "--startup",
                                    Chapter.PLAYGROUND.toString());
            assertThat(exit).as(seen.toString(UTF_8)).isZero();
        }
        return seen.toString(UTF_8);
    }

    @Test
    void a_counter_counts_at_the_prompt() throws Exception {
        String seen =
                typed(
                        """
                        var c = Counter.start(10)
                        send(c, new Increment())
                        send(c, new IncrementBy(5))
                        send(c, new Get(self()))
                        receive(Count.class)
                        send(self(), "hello")
                        flush()
                        flush()
                        """);

        assertThat(seen)
                .contains("c ==> Counter#1")
                .contains("==> Count[value=16]")
                .contains("==> [hello]")
                .contains("==> []")
                .doesNotContain("Error");
    }

    @Test
    void all_that_the_lesson_names_is_there() throws Exception {
        String seen =
                typed(
                        """
                        receive(String.class, after(ofMillis(1))) instanceof TimedOut()
                        AgentClient.recall(AgentClient.start("Ada"), "topic")
                        call(Fridge.start(), Fridge.GetContents::new)
                        Trace.of(() -> send(self(), List.of())).text()
                        Timer timer = sendAfter(self(), "later", ofSeconds(1))
                        Pid<Object> me = self()
                        spawn(() -> send(me, "from " + self()))
                        receive(String.class)
                        """);

        assertThat(seen)
                .contains("==> true")
                .contains("Answered[answer=Missing[key=topic]]")
                .contains("Answered[answer=Contents[items=[]]]")
                .contains("main  sends [] to main")
                .contains("==> \"from prompt#")
                .doesNotContain("Error");
    }
}
