package session08.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ReadmeExampleTest {

    @Test
    void the_example_in_the_readme_is_the_test_that_runs() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        if (!module.endsWith("session08-testkit")) {
            module = module.resolve("session08-testkit"); // an IDE may start at the top
        }
        String test =
                Files.readString(
                        module.resolve(
                                "src/test/java/session08/testkit/example/DoorbellTest.java"));
        assertThat(Files.readString(module.resolve("README.md")))
                .contains("```java\n" + test.substring(test.indexOf("@Simulated")) + "```\n");
    }
}
