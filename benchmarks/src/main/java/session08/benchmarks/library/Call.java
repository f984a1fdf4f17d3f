package session08.benchmarks.library;

import static session08.process.Processes.call;
import static session08.process.Processes.flush;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Answered;
import session08.process.Pid;
import session08.process.TailCall;

/** Asks, while messages that nobody wants lie in the mailbox of the one who asks. */
public final class Call implements Program {

    private sealed interface Message {}

    private record Ask(Pid<? super Answer> from) implements Message {}

    private record Stop() implements Message {}

    private record Answer() {}

    private record Normal(int number) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> me = self();
        for (int number = 0; number < size; number++) {
            me.send(new Normal(number));
        }
        Pid<Message> server = spawn(Call::server);
        int answers = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (call(server, Ask::new) instanceof Answered(Answer())) {
                answers++;
            }
        }
        Measured measured = Measured.since(start, count, answers);
        server.send(new Stop());
        flush();
        return measured;
    }

    private static TailCall<Message> server() {
        return switch (receive(Message.class)) {
            case Ask(var from) -> {
                from.send(new Answer());
                yield Call::server;
            }
            case Stop() -> stop();
        };
    }
}
