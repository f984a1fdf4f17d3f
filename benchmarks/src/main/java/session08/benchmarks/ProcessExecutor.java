package session08.benchmarks;

import static session08.process.Processes.receive;
import static session08.process.Processes.spawn;

import session08.process.Pid;
import session08.process.TailCall;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Has JMH measure in a process: what a thread costs that is none is another matter. */
public final class ProcessExecutor extends AbstractExecutorService {

    /** What tells JMH to. */
    static final String[] JVM = {
        "-Djmh.executor=CUSTOM", "-Djmh.executor.class=" + ProcessExecutor.class.getName()
    };

    private final Pid<Runnable> process;
    private volatile boolean isShutdown;

    /** As JMH makes it. */
    public ProcessExecutor(int threads, String name) {
        if (threads != 1) {
            throw new IllegalArgumentException("one process is one thread, not " + threads);
        }
        process = spawn(name, ProcessExecutor::work);
    }

    /** One after the other, each in the mailbox that the one before has left. */
    private static TailCall<Runnable> work() {
        receive(Runnable.class).run();
        return ProcessExecutor::work;
    }

    @Override
    public void execute(Runnable command) {
        process.send(command);
    }

    @Override
    public void shutdown() {
        isShutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        isShutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return isShutdown;
    }

    /** JMH shuts down when its tasks are done. */
    @Override
    public boolean isTerminated() {
        return isShutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown;
    }
}
