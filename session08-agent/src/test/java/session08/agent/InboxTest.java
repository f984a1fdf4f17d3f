package session08.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;

class InboxTest {

    @Property
    void it_behaves_as_a_list_does_and_earlier_inboxes_stay_what_they_were(
            @ForAll @Size(max = 60) List<Boolean> adds) {
        var model = List.<Task>of();
        Inbox inbox = Inbox.EMPTY;
        var history = new LinkedHashMap<Integer, Inbox>();
        var models = new ArrayList<List<Task>>();
        for (boolean add : adds) {
            if (add) {
                var task = new Task("task " + history.size());
                var longer = new ArrayList<>(model);
                longer.add(task);
                model = List.copyOf(longer);
                inbox = inbox.plus(task);
            } else if (!model.isEmpty()) {
                model = model.subList(1, model.size());
                inbox = inbox.rest();
            }
            history.put(history.size(), inbox);
            models.add(model);
        }
        for (int i = 0; i < models.size(); i++) {
            assertThat(history.get(i)).containsExactlyElementsOf(models.get(i));
            assertThat(history.get(i)).hasSize(models.get(i).size());
            assertThat(history.get(i).first()).isEqualTo(models.get(i).stream().findFirst());
        }
    }

    @Test
    void it_is_equal_to_another_with_the_same_tasks_however_they_came_there() {
        Inbox turned = Inbox.EMPTY.plus(new Task("gone")).plus(new Task("a")).rest();
        Inbox straight = Inbox.EMPTY.plus(new Task("a"));
        assertThat(turned.plus(new Task("b")))
                .isEqualTo(straight.plus(new Task("b")))
                .hasSameHashCodeAs(straight.plus(new Task("b")))
                .isNotEqualTo(straight)
                .isNotEqualTo(straight.plus(new Task("c")));
    }

    @Test
    void nobody_can_change_it() {
        Inbox inbox = Inbox.EMPTY.plus(new Task("a"));
        assertThatThrownBy(() -> inbox.add(new Task("b")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(inbox::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> inbox.remove(new Task("a")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(inbox).containsExactly(new Task("a"));
    }

    @Test
    void an_empty_one_has_no_rest() {
        assertThatThrownBy(Inbox.EMPTY::rest).isInstanceOf(NoSuchElementException.class);
    }
}
