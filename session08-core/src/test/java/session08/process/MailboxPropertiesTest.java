package session08.process;

import static org.assertj.core.api.Assertions.assertThat;

import static session08.process.Processes.after;
import static session08.process.Processes.flush;
import static session08.process.Processes.messages;
import static session08.process.Processes.peek;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** What holds for a mailbox whatever is done with it. */
class MailboxPropertiesTest {

    private sealed interface Letter {
        int n();
    }

    private record A(int n) implements Letter {}

    private record B(int n) implements Letter {}

    private record C(int n) implements Letter {}

    /** Something one can do with a mailbox, and with a list that stands for one. */
    private sealed interface Command {}

    private record Send(Letter letter) implements Command {}

    private record Take(Class<? extends Letter> type) implements Command {}

    private record TakeFrom(Class<? extends Letter> type, int atLeast) implements Command {}

    private record Rotate() implements Command {}

    private record Peek() implements Command {}

    private record Flush() implements Command {}

    @Provide
    Arbitrary<List<Command>> commands() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 4);
        Arbitrary<Letter> letters =
                Arbitraries.oneOf(
                        numbers.map(n -> (Letter) new A(n)),
                        numbers.map(B::new),
                        numbers.map(C::new));
        Arbitrary<Class<? extends Letter>> types =
                Arbitraries.of(List.of(A.class, B.class, C.class, Letter.class));
        return Arbitraries.frequencyOf(
                        Tuple.of(6, letters.map(letter -> (Command) new Send(letter))),
                        Tuple.of(2, types.map(Take::new)),
                        Tuple.of(
                                3,
                                types.flatMap(
                                        type -> numbers.map(n -> (Command) new TakeFrom(type, n)))),
                        Tuple.of(1, Arbitraries.just(new Rotate())),
                        Tuple.of(1, Arbitraries.just(new Peek())),
                        Tuple.of(1, Arbitraries.just(new Flush())))
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 1000)
    void a_mailbox_is_a_list_from_which_the_oldest_match_is_taken(
            @ForAll("commands") List<Command> commands,
            // So many that a receive of A or B remembers that it passed over them.
            @ForAll @IntRange(max = 40) int atTheStart) {
        RealTime.run(
                () -> {
                    var model = new ArrayList<Letter>();
                    for (int n = 0; n < atTheStart; n++) {
                        send(self(), new C(n));
                        model.add(new C(n));
                    }
                    for (Command command : commands) {
                        switch (command) {
                            case Send(Letter letter) -> {
                                send(self(), letter);
                                model.add(letter);
                            }
                            case Take(var type) ->
                                    assertThat(take(receive(type, after(ZERO))))
                                            .isEqualTo(oldest(model, type::isInstance));
                            case TakeFrom(var type, int atLeast) ->
                                    assertThat(
                                                    take(
                                                            receive(
                                                                    type,
                                                                    l -> l.n() >= atLeast,
                                                                    after(ZERO))))
                                            .isEqualTo(
                                                    oldest(
                                                            model,
                                                            l ->
                                                                    type.isInstance(l)
                                                                            && l.n() >= atLeast));
                            case Rotate() -> {
                                if (receive(Letter.class, after(ZERO)) instanceof Received(var l)) {
                                    send(self(), l);
                                    model.add(model.removeFirst());
                                }
                            }
                            case Peek() -> assertThat(peek()).isEqualTo(model.stream().findFirst());
                            case Flush() -> {
                                assertThat(flush()).isEqualTo(model);
                                model.clear();
                            }
                        }
                        // The outsider's look goes first: the owner's own moves the messages.
                        assertThat(Process.current().mailbox().snapshot()).isEqualTo(model);
                        if (command instanceof Peek) {
                            assertThat(messages()).isEqualTo(model);
                        }
                    }
                    assertThat(messages()).isEqualTo(model);
                });
    }

    private static Optional<Letter> take(Awaited<? extends Letter> outcome) {
        return outcome instanceof Received(Letter letter) ? Optional.of(letter) : Optional.empty();
    }

    private static Optional<Letter> oldest(List<Letter> model, Predicate<Letter> wanted) {
        Optional<Letter> found = model.stream().filter(wanted).findFirst();
        if (found.isPresent()) {
            for (int i = 0; i < model.size(); i++) {
                if (wanted.test(model.get(i))) {
                    model.remove(i);
                    break;
                }
            }
        }
        return found;
    }

    private record Numbered(int sender, int number) {}

    @Property(tries = 30)
    void of_many_real_senders_nothing_is_lost_doubled_or_reordered(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 300) Integer> counts,
            @ForAll Random random) {
        RealTime.run(
                () -> {
                    Pid<Object> me = self();
                    for (int s = 0; s < counts.size(); s++) {
                        int sender = s;
                        spawn(
                                () -> {
                                    for (int n = 0; n < counts.get(sender); n++) {
                                        send(me, new Numbered(sender, n));
                                    }
                                });
                    }
                    int[] next = new int[counts.size()];
                    for (int left = counts.stream().mapToInt(n -> n).sum(); left > 0; left--) {
                        Numbered message = oneWayOrAnother(random, counts, next);
                        assertThat(message.number()).isEqualTo(next[message.sender()]++);
                    }
                    assertThat(next).containsExactly(counts.stream().mapToInt(n -> n).toArray());
                    assertThat(receive(Object.class, after(ZERO))).isEqualTo(new TimedOut<>());
                });
    }

    /** Any message, or one of a sender that still has some, or any if it comes soon. */
    private static Numbered oneWayOrAnother(Random random, List<Integer> counts, int[] next) {
        int sender = random.nextInt(counts.size());
        if (random.nextBoolean() && next[sender] < counts.get(sender)) {
            return inTime(receive(Numbered.class, m -> m.sender() == sender, after(ofMinutes(1))));
        }
        if (random.nextBoolean()
                && receive(Numbered.class, after(ZERO)) instanceof Received(Numbered soon)) {
            return soon;
        }
        return inTime(receive(Numbered.class, after(ofMinutes(1))));
    }

    /** Long before this time is over a message that has not come is lost. */
    private static Numbered inTime(Awaited<Numbered> outcome) {
        return switch (outcome) {
            case Received(Numbered message) -> message;
            case TimedOut() -> throw new AssertionError("lost, with " + messages() + " there");
        };
    }

    @Property(tries = 100)
    void a_guard_is_asked_once_about_each_message_that_is_looked_at(
            @ForAll @IntRange(max = 50) int queued,
            @ForAll @Size(max = 30) List<@IntRange(max = 3) Integer> gaps,
            @ForAll long seed) {
        Simulation.run(
                seed,
                () -> {
                    for (int n = 0; n < queued; n++) {
                        send(self(), n);
                    }
                    Pid<Object> me = self();
                    spawn(
                            () -> {
                                int n = queued;
                                for (int gap : gaps) {
                                    sleep(ofMillis(gap));
                                    send(me, n++);
                                    send(me, "not for the guard");
                                }
                                send(me, -1);
                            });
                    var asked = new ArrayList<Integer>();

                    receive(Integer.class, n -> asked.add(n) && n < 0);

                    assertThat(asked).hasSize(queued + gaps.size() + 1);
                    for (int n = 0; n < queued + gaps.size(); n++) {
                        assertThat(asked.get(n)).isEqualTo(n);
                    }
                });
    }

    @Property(tries = 100)
    void a_receive_that_finds_nothing_asks_its_guard_as_often_as_there_are_messages(
            @ForAll @IntRange(max = 50) int queued, @ForAll @IntRange(max = 50) int arriving) {
        Simulation.run(
                () -> {
                    for (int n = 0; n < queued; n++) {
                        send(self(), n);
                    }
                    Pid<Object> me = self();
                    spawn(
                            () -> {
                                for (int n = 0; n < arriving; n++) {
                                    send(me, n);
                                }
                            });
                    int[] asked = {0};

                    receive(Integer.class, _ -> ++asked[0] < 0, after(ofMillis(1)));

                    assertThat(asked[0]).isEqualTo(queued + arriving);
                });
    }
}
