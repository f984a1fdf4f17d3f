package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/** A message queue is a list, whatever arrives at once, is taken out, or is remembered. */
class MessageQueuePropertiesTest {

    private sealed interface Letter {
        int n();
    }

    private record Urgent(int n) implements Letter {}

    private record Normal(int n) implements Letter {}

    private static final List<Class<? extends Letter>> TYPES =
            List.of(Urgent.class, Normal.class, Letter.class);

    /** After a walk past so many, it is known which type none of them has. */
    private static final int WORTH_A_BOOKMARK = 16;

    private sealed interface Command {}

    private record Arrive(List<Letter> letters) implements Command {}

    private record TakeFirst() implements Command {}

    /** Looks, and looks on each time that something has arrived, as a receive does that waits. */
    private record Take(Class<? extends Letter> type, int atLeast, List<List<Letter>> meanwhile)
            implements Command {

        boolean wants(Letter letter) {
            return type.isInstance(letter) && letter.n() >= atLeast;
        }
    }

    @Provide
    Arbitrary<List<Command>> commands() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 9);
        Arbitrary<Letter> letters =
                Arbitraries.frequencyOf(
                        Tuple.of(1, numbers.map(Urgent::new)),
                        Tuple.of(9, numbers.map(Normal::new)));
        Arbitrary<List<Letter>> bursts =
                Arbitraries.frequencyOf(
                        Tuple.of(3, letters.list().ofSize(1)),
                        Tuple.of(2, letters.list().ofMinSize(2).ofMaxSize(10)),
                        Tuple.of(1, letters.list().ofMinSize(11).ofMaxSize(150)));
        return Arbitraries.frequencyOf(
                        Tuple.of(4, bursts.map(Arrive::new)),
                        Tuple.of(2, Arbitraries.just((Command) new TakeFirst())),
                        Tuple.of(
                                6,
                                Combinators.combine(
                                                Arbitraries.of(TYPES),
                                                numbers,
                                                bursts.list().ofMaxSize(2))
                                        .as(Take::new)))
                .list()
                .ofMaxSize(120);
    }

    @Property(tries = 1000)
    void a_message_queue_is_a_list_from_which_the_oldest_match_is_taken(
            @ForAll("commands") List<Command> commands) {
        var queue = new MessageQueue();
        var model = new ArrayList<Letter>();
        var known = new HashSet<Class<?>>();
        for (Command command : commands) {
            switch (command) {
                case Arrive(List<Letter> letters) -> {
                    arrive(queue, model, letters);
                    known.clear();
                }
                case TakeFirst() -> {
                    assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
                    if (!model.isEmpty()) {
                        assertThat(queue.first()).isSameAs(model.removeFirst());
                        queue.removeFirst();
                    }
                }
                case Take take -> {
                    if (!take.meanwhile().isEmpty()) {
                        known.clear();
                    }
                    boolean found = take(queue, model, take);
                    if (!found
                            && model.size() >= WORTH_A_BOOKMARK
                            && model.stream().noneMatch(take.type()::isInstance)) {
                        known.add(take.type());
                    }
                }
            }
            assertThat(queue.list(Integer.MAX_VALUE)).isEqualTo(model);
            for (var type : TYPES) {
                if (queue.isKnownToLack(type)) {
                    assertThat(model).noneMatch(type::isInstance);
                } else {
                    assertThat(known).doesNotContain(type);
                }
            }
        }
    }

    @Example
    void what_a_walk_has_learnt_stays_when_the_block_where_it_ended_is_gone() {
        var queue = new MessageQueue();
        arrive(queue, Collections.nCopies(100, new Normal(0)));
        assertThat(passedOver(queue, Urgent.class)).isEqualTo(100);

        // What fills its block leaves no room there for the next.
        arrive(queue, List.of(new Urgent(0)));
        assertThat(passedOver(queue, Urgent.class)).isZero();
        queue.removeFound();

        assertThat(passedOver(queue, Urgent.class)).isZero();
    }

    @Example
    void what_a_walk_has_learnt_stays_when_the_block_behind_it_is_gone() {
        var queue = new MessageQueue();
        arrive(queue, Collections.nCopies(100, new Normal(0)));
        arrive(queue, Collections.nCopies(100, new Normal(1)));
        assertThat(passedOver(queue, Urgent.class)).isEqualTo(200);
        arrive(queue, Collections.nCopies(100, new Normal(2)));
        for (int n = 0; n < 100; n++) {
            queue.start(Normal.class);
            queue.find(Normal.class, m -> m.equals(new Normal(1)), null);
            queue.removeFound();
        }

        assertThat(passedOver(queue, Urgent.class)).isEqualTo(100);
    }

    @Example
    void no_block_stays_that_has_no_message_but_the_newest() throws ReflectiveOperationException {
        var queue = new MessageQueue();
        arrive(queue, List.of(new Urgent(0)));
        for (int n = 0; n < 100; n++) {
            // What comes alone leaves room in its block, too little for what comes together.
            for (int together : List.of(1, 100)) {
                arrive(queue, Collections.nCopies(together, new Normal(n)));
                for (int taken = 0; taken < together; taken++) {
                    queue.start(Normal.class);
                    queue.find(Normal.class, null, null);
                    queue.removeFound();
                }
            }
            assertThat(blocks(queue)).isLessThanOrEqualTo(2);
        }
    }

    private static int blocks(MessageQueue queue) throws ReflectiveOperationException {
        int blocks = 0;
        for (Object block = field("oldest", queue); block != null; block = field("newer", block)) {
            blocks++;
        }
        return blocks;
    }

    private static Object field(String name, Object of) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    private static int passedOver(MessageQueue queue, Class<? extends Letter> type) {
        var passedOver = new ArrayList<>();
        queue.start(type);
        queue.find(type, null, passedOver::add);
        return passedOver.size();
    }

    private static void arrive(MessageQueue queue, List<? extends Letter> letters) {
        arrive(queue, new ArrayList<>(), letters);
    }

    private static void arrive(
            MessageQueue queue, List<? super Letter> model, List<? extends Letter> letters) {
        Object arrived = null;
        for (Letter letter : letters) {
            arrived = arrived == null ? letter : new Mailbox.Node(letter, arrived);
        }
        queue.add(arrived);
        model.addAll(letters);
    }

    private static boolean take(MessageQueue queue, List<Letter> model, Take take) {
        // Nearly half of them by type alone.
        Predicate<Object> guard = take.atLeast() < 4 ? null : m -> take.wants((Letter) m);
        Predicate<Letter> wanted = guard == null ? take.type()::isInstance : guard::test;
        var meanwhile = new ArrayList<>(take.meanwhile());
        queue.start(take.type());
        while (true) {
            Object found = queue.find(take.type(), guard, null);
            int expected = indexOf(model, wanted);
            assertThat(found).isSameAs(expected < 0 ? null : model.get(expected));
            if (found != null) {
                queue.removeFound();
                model.remove(expected);
                return true;
            }
            if (meanwhile.isEmpty()) {
                return false;
            }
            arrive(queue, model, meanwhile.removeFirst());
        }
    }

    private static int indexOf(List<Letter> model, Predicate<Letter> wanted) {
        for (int i = 0; i < model.size(); i++) {
            if (wanted.test(model.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
