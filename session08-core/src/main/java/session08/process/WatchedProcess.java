package session08.process;

/** A process of another world than the real one, whose sends and receives may be recorded. */
final class WatchedProcess<M> extends Process<M> {

    private final World world;

    private Object waitsFor;

    private WatchedProcess(World world, String name, TailCall<M> body) {
        super(name, body);
        this.world = world;
    }

    /** A process that nobody runs yet. */
    static <M> Process<M> of(World world, String name, TailCall<M> body) {
        return new WatchedProcess<>(world, name, body);
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
        return trace() != null;
    }

    @Override
    Trace trace() {
        return world.trace();
    }

    @Override
    Object waitsFor() {
        return waitsFor;
    }

    @Override
    void waitsFor(Object what) {
        waitsFor = what;
        if (isTraced()) {
            trace().waits(this, what);
        }
    }
}
