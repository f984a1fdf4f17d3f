package session08.process;

/** A process whose sends and receives are recorded. */
final class WatchedProcess<M> extends Process<M> {

    private final Trace trace;

    WatchedProcess(World world, String name, Trace trace) {
        super(world, name);
        this.trace = trace;
    }

    @Override
    Trace trace() {
        return trace;
    }
}
