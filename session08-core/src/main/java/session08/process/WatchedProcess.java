package session08.process;

/** A process whose sends and receives are recorded. */
final class WatchedProcess<M> extends Process<M> {

    private final Trace trace;

    private Object waitsFor;

    WatchedProcess(World world, String name, TailCall<M> body, Trace trace) {
        super(world, name, body);
        this.trace = trace;
    }

    @Override
    boolean isTraced() {
        return true;
    }

    @Override
    Trace trace() {
        return trace;
    }

    @Override
    Object waitsFor() {
        return waitsFor;
    }

    @Override
    void waitsFor(Object what) {
        waitsFor = what;
        trace.waits(this, what);
    }
}
