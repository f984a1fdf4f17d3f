package session08.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import session08.agent.Result.Ok;
import session08.agent.StatefulAgent.AllProcessed;
import session08.agent.StatefulAgent.Found;
import session08.agent.StatefulAgent.Message;
import session08.agent.StatefulAgent.Processed;
import session08.process.Answered;
import session08.process.Pid;
import session08.process.Reply;
import session08.testkit.Simulated;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Nobody changes an agent but by sending it messages. */
@Simulated
class ImmutabilityTest {

    @Test
    void params_are_copied_in_their_order() {
        var params = new LinkedHashMap<String, Object>();
        for (String key : List.of("zebra", "apple", "mango")) {
            params.put(key, key.length());
        }
        var task = new Task("search", params);
        params.put("late", true);
        params.remove("zebra");
        assertThat(task.params().keySet()).containsExactly("zebra", "apple", "mango");
        assertThat(task).hasToString("Task[action=search, params={zebra=5, apple=5, mango=5}]");
        assertUnchangeable(task.params());
    }

    @Test
    void a_null_in_the_params_is_refused_and_its_key_named() {
        var params = new HashMap<String, Object>();
        params.put("query", null);
        assertThatThrownBy(() -> new Task("search", params))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the params of a task under query must not be null");
        params.clear();
        params.put(null, "query");
        assertThatThrownBy(() -> new Task("search", params))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the params of a task must have no null key");
    }

    @Test
    void what_is_remembered_is_copied_down_to_the_last_list() {
        Pid<Message> agent = AgentClient.start("Ada");
        var facts = new ArrayList<Object>(List.of("stacks overflow"));
        var words = new ArrayList<Object>(List.of("java", "loop"));
        var tags = new LinkedHashSet<Object>(Set.of(words));
        var topic = new HashMap<String, Object>(Map.of("facts", facts, "tags", tags));
        AgentClient.remember(agent, "topic", topic);
        facts.add("loops do not");
        words.clear();
        tags.clear();
        topic.clear();

        Object known = value(AgentClient.recall(agent, "topic"));
        assertThat(known)
                .isEqualTo(
                        Map.of(
                                "facts",
                                List.of("stacks overflow"),
                                "tags",
                                Set.of(List.of("java", "loop"))));
        var map = (Map<?, ?>) known;
        assertUnchangeable(map);
        assertThatThrownBy(() -> ((List<?>) map.get("facts")).removeFirst())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Set<?>) map.get("tags")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(value(AgentClient.recall(agent, "topic"))).isEqualTo(known);
    }

    @Test
    void a_state_is_a_picture_of_one_moment() {
        Pid<Message> agent = AgentClient.start("Ada", (_, _) -> new Ok("done"));
        AgentClient.remember(agent, "topic", "loops");
        AgentClient.sendTask(agent, "task");
        AgentState before = answer(AgentClient.state(agent));
        assertUnchangeable(before.memory());

        AgentClient.remember(agent, "topic", "queues");
        AgentClient.remember(agent, "day", "today");
        AgentClient.processAll(agent);
        assertThat(before)
                .isEqualTo(
                        new AgentState(
                                "Ada",
                                Status.IDLE,
                                Map.of("topic", "loops"),
                                Inbox.EMPTY.plus(new Task("task")),
                                0));
        AgentState now = answer(AgentClient.state(agent));
        assertThat(now.memory()).isEqualTo(Map.of("topic", "queues", "day", "today"));
        assertThat(now.memory().keySet()).containsExactly("topic", "day");
    }

    @Test
    void a_state_made_by_hand_copies_its_memory_too() {
        var memory = new HashMap<String, Object>(Map.of("topic", "loops"));
        var state = new AgentState("Ada", Status.IDLE, memory, Inbox.EMPTY, 0);
        memory.clear();
        assertThat(state.memory()).isEqualTo(Map.of("topic", "loops"));
        assertUnchangeable(state.memory());
    }

    @Test
    void the_next_state_shares_the_memory_it_has_not_changed() {
        AgentState state = new AgentState("Ada").remember("topic", "loops");
        assertThat(state.receive(new Task("task")).busy().done().memory()).isSameAs(state.memory());
        assertThat(state.forget("never known").memory()).isSameAs(state.memory());
    }

    @Test
    void results_are_copied() {
        var lines = new ArrayList<>(List.of("one"));
        var ok = new Ok(lines);
        var all = new ArrayList<>(List.of(new Processed(new Task("task"), ok)));
        var processed = new AllProcessed(all);
        lines.add("two");
        all.clear();
        assertThat(processed.tasks())
                .containsExactly(new Processed(new Task("task"), new Ok(List.of("one"))));
        assertThatThrownBy(() -> processed.tasks().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** Tries all that changes a map of at least one entry. */
    @SuppressWarnings("unchecked") // what is put there is the point, not its type
    private static void assertUnchangeable(Map<?, ?> frozen) {
        var map = (Map<Object, Object>) frozen;
        String before = map.toString();
        Object key = map.keySet().iterator().next();
        for (Consumer<Map<Object, Object>> change :
                List.<Consumer<Map<Object, Object>>>of(
                        m -> m.put(key, "changed"),
                        m -> m.put("new", "changed"),
                        m -> m.remove(key),
                        Map::clear,
                        m -> m.replaceAll((_, _) -> "changed"),
                        m -> m.compute(key, (_, _) -> "changed"),
                        m -> m.merge(key, "changed", (_, changed) -> changed),
                        m -> m.keySet().clear(),
                        m -> m.values().clear(),
                        m -> m.entrySet().iterator().next().setValue("changed"),
                        m -> {
                            Iterator<Object> values = m.values().iterator();
                            values.next();
                            values.remove();
                        })) {
            assertThatThrownBy(() -> change.accept(map))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(map).hasToString(before);
    }

    private static <A> A answer(Reply<A> reply) {
        return ((Answered<A>) reply).answer();
    }

    private static Object value(Reply<?> recalled) {
        return ((Found) answer(recalled)).value();
    }
}
