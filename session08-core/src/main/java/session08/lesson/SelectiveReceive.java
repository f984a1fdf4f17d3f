package session08.lesson;

import static session08.process.Processes.messages;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;

import static java.lang.IO.println;

/** Messages received in another order than they came: each receive says what it wants. */
public final class SelectiveReceive {

    public sealed interface Message {}

    public record Urgent(String text) implements Message {}

    public record Normal(String text) implements Message {}

    private SelectiveReceive() {}

    /** Section 3 of the lesson. No process but the one that runs main, which writes to itself. */
    static void main() {
        send(self(), new Normal("Message 1"));
        send(self(), new Normal("Message 2"));
        send(self(), new Urgent("IMPORTANT!"));
        send(self(), new Normal("Message 3"));

        println("Got urgent: " + receive(Urgent.class).text());
        println(messages());

        println("Normal 1: " + receive(Normal.class).text());
        println("Normal 2: " + receive(Normal.class).text());
        println("Normal 3: " + receive(Normal.class).text());
    }
}
