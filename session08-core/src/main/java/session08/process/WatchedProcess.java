package session08.process;

/** A process of another world than the real one, whose sends and receives may be recorded. */
final class WatchedProcess<M> extends Process<M> {

    private final World world;
    private final Trace trace;

    private Object waitsFor;

    /**
     * @param trace null for none
     */
    private WatchedProcess(World world, String name, TailCall<M> body, Trace trace) {
        super(name, body);
        this.world = world;
        this.trace = trace;
    }

    /** A process that nobody runs yet. */
    static <M> Process<M> of(World world, String name, TailCall<M> body, Trace trace) {
        return new WatchedProcess<>(world, name, body, trace);
    }

    @Override
    World world() {
        return world;
    }

    @Override
    Scheduler scheduler() {
        return world.scheduler();
    }

    @Override
    boolean isTraced() {
        return trace != null;
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
        if (trace != null) {
            trace.waits(this, what);
        }
    }
}
