package session08.benchmarks;

import static session08.process.Processes.receive;
import static session08.process.Processes.self;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import session08.process.Pid;

import java.util.concurrent.TimeUnit;

/** A send and a receive, which each ask whether there is a trace. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TracingBenchmark {

    record Message(int number) {}

    private final Message message = new Message(1);
    private Pid<Object> self;

    @Setup
    public void ask() {
        self = self();
    }

    @Benchmark
    public Message sendAndReceive() {
        self.send(message);
        return receive(Message.class);
    }
}
