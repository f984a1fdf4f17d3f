package session08.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import session08.lesson.KeyValueStore.All;
import session08.lesson.KeyValueStore.Answer;
import session08.lesson.KeyValueStore.Delete;
import session08.lesson.KeyValueStore.Everything;
import session08.lesson.KeyValueStore.Get;
import session08.lesson.KeyValueStore.Message;
import session08.lesson.KeyValueStore.Missing;
import session08.lesson.KeyValueStore.Put;
import session08.lesson.KeyValueStore.Update;
import session08.lesson.KeyValueStore.Value;
import session08.process.NoProcess;
import session08.process.Pid;
import session08.process.Reply;
import session08.process.Simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

class KeyValueStoreTest {

    private static final UnaryOperator<Object> TEN_MORE = value -> (int) value + 10;

    @Test
    void main_prints_what_the_lesson_prints() {
        Transcript.of("key-value-store").isPrintedBy(KeyValueStore::main);
    }

    @Test
    void a_key_that_never_came_is_missing() {
        Simulation.run(
                () ->
                        assertThat(get("score", KeyValueStore.start()))
                                .isEqualTo(new Missing("score")));
    }

    @Test
    void a_deleted_key_is_missing_and_may_be_deleted_again() {
        Simulation.run(
                () -> {
                    Pid<Message> store = KeyValueStore.start();
                    store.send(new Put("score", 100));
                    store.send(new Delete("score"));
                    assertThat(get("score", store)).isEqualTo(new Missing("score"));
                    store.send(new Delete("score"));
                    assertThat(get("score", store)).isEqualTo(new Missing("score"));
                });
    }

    @Test
    void a_second_value_replaces_the_first_and_keeps_its_place() {
        Simulation.run(
                () -> {
                    Pid<Message> store = KeyValueStore.start();
                    store.send(new Put("name", "Alice"));
                    store.send(new Put("score", 100));
                    store.send(new Put("name", "Bob"));
                    assertThat(get("name", store)).isEqualTo(new Value("Bob"));
                    assertThat(everythingIn(store)).hasToString("{name=Bob, score=100}");
                });
    }

    @Test
    void an_update_of_a_missing_key_does_nothing_and_does_not_call_the_function() {
        Simulation.run(
                () -> {
                    Pid<Message> store = KeyValueStore.start();
                    var calls = new ArrayList<Object>();
                    UnaryOperator<Object> noted =
                            value -> {
                                calls.add(value);
                                return 1;
                            };
                    store.send(new Update("score", noted));
                    store.send(new Update("score", noted));
                    assertThat(get("score", store)).isEqualTo(new Missing("score"));
                    assertThat(everythingIn(store)).isEmpty();
                    assertThat(calls).isEmpty();
                });
    }

    @Test
    void an_update_to_null_forgets_the_key() {
        Simulation.run(
                () -> {
                    Pid<Message> store = KeyValueStore.start();
                    store.send(new Put("score", 100));
                    store.send(new Update("score", _ -> null));
                    assertThat(get("score", store)).isEqualTo(new Missing("score"));
                });
    }

    @Test
    void a_function_that_throws_ends_the_store() {
        List<String> printed =
                Output.textOf(
                        () -> {
                            Pid<Message> store = KeyValueStore.start();
                            store.send(new Put("name", "Alice"));
                            store.send(new Update("name", TEN_MORE));
                            Reply<Answer> reply = call(store, from -> new Get("name", from));
                            assertThat(reply).isEqualTo(new NoProcess<>());
                        });
        assertThat(printed.getFirst()).contains("KeyValueStore#1").contains("ClassCastException");
    }

    @Test
    void everything_that_was_handed_out_stays_as_it_was() {
        Simulation.run(
                () -> {
                    Pid<Message> store = KeyValueStore.start();
                    store.send(new Put("score", 100));
                    SequencedMap<String, Object> before = everythingIn(store);
                    store.send(new Update("score", TEN_MORE));
                    store.send(new Put("name", "Alice"));
                    store.send(new Delete("name"));
                    assertThat(everythingIn(store)).hasToString("{score=110}");
                    assertThat(before).hasToString("{score=100}");
                    assertThatThrownBy(before::clear)
                            .isInstanceOf(UnsupportedOperationException.class);
                });
    }

    @Test
    void not_even_the_empty_store_can_be_changed_from_outside() {
        Simulation.run(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                everythingIn(KeyValueStore.start())
                                                        .put("name", "Mallory"))
                                .isInstanceOf(UnsupportedOperationException.class));
    }

    @Test
    void null_is_refused_where_it_is_made_and_not_in_the_store() {
        assertThatThrownBy(() -> new Put(null, 1)).hasMessageContaining("null is no key");
        assertThatThrownBy(() -> new Put("score", null)).hasMessageContaining("null is no value");
        assertThatThrownBy(() -> new Get(null, self())).hasMessageContaining("null is no key");
        assertThatThrownBy(() -> new Delete(null)).hasMessageContaining("null is no key");
        assertThatThrownBy(() -> new Update(null, TEN_MORE)).hasMessageContaining("null is no key");
        assertThatThrownBy(() -> new Update("score", null))
                .hasMessageContaining("the function is null");
    }

    @Property(tries = 200)
    void keeps_values_and_order_as_a_linked_map_does(
            @ForAll @From("changes") List<Message> changes) {
        var model = new LinkedHashMap<String, Object>();
        Simulation.run(
                () -> {
                    Pid<Message> store = KeyValueStore.start();
                    for (Message change : changes) {
                        store.send(change);
                        switch (change) {
                            case Put(String key, Object value) -> model.put(key, value);
                            case Delete(String key) -> model.remove(key);
                            case Update(String key, var tenMore) ->
                                    model.computeIfPresent(key, (_, value) -> tenMore.apply(value));
                            case Message _ -> throw new AssertionError("not a change: " + change);
                        }
                        assertThat(List.copyOf(everythingIn(store).entrySet()))
                                .isEqualTo(List.copyOf(model.entrySet()));
                    }
                });
    }

    @Provide
    Arbitrary<List<Message>> changes() {
        Arbitrary<String> keys = Arbitraries.of("name", "score", "level");
        Arbitrary<Message> put = Combinators.combine(keys, Arbitraries.integers()).as(Put::new);
        Arbitrary<Message> delete = keys.map(Delete::new);
        Arbitrary<Message> update = keys.map(key -> new Update(key, TEN_MORE));
        return Arbitraries.oneOf(put, delete, update).list().ofMaxSize(30);
    }

    private static Answer get(String key, Pid<Message> store) {
        store.send(new Get(key, self()));
        return receive(Answer.class);
    }

    private static SequencedMap<String, Object> everythingIn(Pid<Message> store) {
        store.send(new All(self()));
        return receive(Everything.class).data();
    }
}
