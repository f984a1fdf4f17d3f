package session08.benchmarks;

/**
 * A workload as one contender writes it. The class has the name of its {@link Workload} and lies in
 * the package of its {@link Contender}; where there is none, the contender has no such thing.
 */
@FunctionalInterface
public interface Program {

    /**
     * Does all the work once, in the thread that calls.
     *
     * @param size how many there are of what the workload is about: processes, queued messages
     * @param count how often something is done
     */
    Measured run(int size, int count) throws Exception;
}
