package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;

import org.junit.jupiter.api.Test;

import session08.lesson.Fridge.Answer;
import session08.lesson.Fridge.Contents;
import session08.lesson.Fridge.GetContents;
import session08.lesson.Fridge.Message;
import session08.lesson.Fridge.NotFound;
import session08.lesson.Fridge.Store;
import session08.lesson.Fridge.Take;
import session08.lesson.Fridge.Taken;
import session08.process.Pid;

import java.util.List;

class FridgeTest {

    @Test
    void main_prints_what_the_lesson_prints() {
        Transcript.of("fridge").isPrintedBy(Fridge::main);
    }

    @Test
    void what_is_not_there_is_not_found_and_nothing_changes() {
        Output.of(
                0,
                () -> {
                    Pid<Message> fridge = Fridge.start();
                    assertThat(take("milk", fridge)).isEqualTo(new NotFound("milk"));
                    fridge.send(new Store("eggs"));
                    assertThat(take("milk", fridge)).isEqualTo(new NotFound("milk"));
                    assertThat(contentsOf(fridge)).containsExactly("eggs");
                });
    }

    @Test
    void what_was_taken_is_gone() {
        Output.of(
                0,
                () -> {
                    Pid<Message> fridge = Fridge.start();
                    fridge.send(new Store("milk"));
                    assertThat(take("milk", fridge)).isEqualTo(new Taken("milk"));
                    assertThat(take("milk", fridge)).isEqualTo(new NotFound("milk"));
                    assertThat(contentsOf(fridge)).isEmpty();
                });
    }

    @Test
    void of_two_equal_items_the_newer_is_taken() {
        Output.of(
                0,
                () -> {
                    Pid<Message> fridge = Fridge.start();
                    fridge.send(new Store("milk"));
                    fridge.send(new Store("eggs"));
                    fridge.send(new Store("milk"));
                    assertThat(contentsOf(fridge)).containsExactly("milk", "eggs", "milk");
                    assertThat(take("milk", fridge)).isEqualTo(new Taken("milk"));
                    assertThat(contentsOf(fridge)).containsExactly("eggs", "milk");
                });
    }

    @Test
    void contents_that_were_handed_out_stay_as_they_were() {
        Output.of(
                0,
                () -> {
                    Pid<Message> fridge = Fridge.start();
                    fridge.send(new Store("milk"));
                    List<String> before = contentsOf(fridge);
                    fridge.send(new Store("eggs"));
                    assertThat(contentsOf(fridge)).containsExactly("eggs", "milk");
                    assertThat(before).containsExactly("milk");
                    assertThatThrownBy(() -> before.add("eggs"))
                            .isInstanceOf(UnsupportedOperationException.class);
                });
    }

    @Test
    void null_is_refused_where_it_is_made_and_not_in_the_fridge() {
        assertThatThrownBy(() -> new Store(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("name the item");
        assertThatThrownBy(() -> new Take(null, self()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("name the item");
    }

    private static Answer take(String item, Pid<Message> fridge) {
        fridge.send(new Take(item, self()));
        return receive(Answer.class);
    }

    private static List<String> contentsOf(Pid<Message> fridge) {
        fridge.send(new GetContents(self()));
        return receive(Contents.class).items();
    }
}
