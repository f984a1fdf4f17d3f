package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Memory;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;

import java.util.ArrayList;

/** Processes that wait for a message. The list of them counts, too: someone has to know them. */
public final class Idle implements Program {

    private record Stop() {}

    private record Ready() {}

    private record Ended() {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        Memory before = Memory.now();
        var processes = new ArrayList<Pid<Stop>>(size);
        for (int i = 0; i < size; i++) {
            processes.add(spawn(() -> idle(main)));
        }
        for (int i = 0; i < size; i++) {
            receive(Ready.class);
        }
        Memory after = Memory.now();
        processes.forEach(process -> process.send(new Stop()));
        int ended = 0;
        while (ended < size) {
            receive(Ended.class);
            ended++;
        }
        return after.since(before, size, ended);
    }

    private static TailCall<Stop> idle(Pid<Object> main) {
        main.send(new Ready());
        receive(Stop.class);
        main.send(new Ended());
        return stop();
    }
}
