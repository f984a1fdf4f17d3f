package session08.benchmarks.library;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;
import session08.process.Pid;
import session08.process.TailCall;

/** Many send to one. */
public final class FanIn implements Program {

    private record Item(int number) {}

    private record Done(int items) {}

    @Override
    public Measured run(int size, int count) {
        Pid<Object> main = self();
        int each = count / size;
        int all = each * size;
        long start = System.nanoTime();
        Pid<Item> receiver = spawn(() -> receiver(0, all, main));
        for (int sender = 0; sender < size; sender++) {
            spawn(
                    () -> {
                        for (int number = 0; number < each; number++) {
                            receiver.send(new Item(number));
                        }
                    });
        }
        int items = receive(Done.class).items();
        return Measured.since(start, all, items);
    }

    private static TailCall<Item> receiver(int items, int all, Pid<? super Done> main) {
        if (items == all) {
            main.send(new Done(items));
            return stop();
        }
        receive(Item.class);
        return () -> receiver(items + 1, all, main);
    }
}
