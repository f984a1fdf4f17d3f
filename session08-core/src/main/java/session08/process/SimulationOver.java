package session08.process;

/** Unwinds a process that is still there when its simulation is over. Not for catching. */
final class SimulationOver extends Error {

    private static final long serialVersionUID = 1;

    SimulationOver() {
        super("the simulation is over", null, false, false);
    }
}
