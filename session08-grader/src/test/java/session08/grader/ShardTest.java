package session08.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

class ShardTest {

    @Test
    void every_submission_is_in_exactly_one_of_the_shards() {
        for (int count : new int[] {1, 2, 7, 200, 256}) {
            for (int i = 0; i < 300; i++) {
                String name = "hw-%03d".formatted(i);
                assertThat(
                                IntStream.rangeClosed(1, count)
                                        .filter(index -> new Shard(index, count).contains(name)))
                        .as(name)
                        .hasSize(1);
            }
        }
    }

    @Test
    void the_shards_are_of_about_the_same_size_even_if_the_names_are_alike() {
        for (int index = 1; index <= 7; index++) {
            var shard = new Shard(index, 7);
            assertThat(IntStream.range(0, 7000).filter(i -> shard.contains("hw-%04d".formatted(i))))
                    .as("submissions of shard " + shard)
                    .hasSizeBetween(900, 1100);
        }
    }

    /** The machines may run different versions of the grader, and must agree all the same. */
    @Test
    void who_belongs_where_never_changes() {
        assertThat(new Shard(2, 7).contains("ann")).isTrue();
        assertThat(new Shard(2, 7).contains("bob")).isTrue();
        assertThat(new Shard(4, 7).contains("żaneta")).isTrue();
    }

    @Test
    void one_machine_grades_all() {
        assertThat(Shard.ALL.contains("ann")).isTrue();
        assertThat(Shard.parse("1/1")).isEqualTo(Shard.ALL);
    }

    @Test
    void a_shard_is_read_as_it_is_shown() {
        assertThat(Shard.parse("2/7")).isEqualTo(new Shard(2, 7)).hasToString("2/7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "/", "2/", "/7", "2/7/9", "-1/7", "2 / 7", "two/7", "1/9999999"})
    void a_shard_of_another_form_is_refused(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a shard is written i/n, such as 2/7 for the second of seven, not: "
                                + text);
    }

    @Test
    void a_shard_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> Shard.parse("0/7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shards count from 1: of 7 there is no shard 0");
        assertThatThrownBy(() -> Shard.parse("8/7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shards count from 1: of 7 there is no shard 8");
        assertThatThrownBy(() -> Shard.parse("1/0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a shard is one of at least 1, not of 0");
    }
}
