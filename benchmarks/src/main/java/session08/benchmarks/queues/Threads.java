package session08.benchmarks.queues;

/** Starts virtual threads. */
final class Threads {

    /** What blocks. */
    @FunctionalInterface
    interface Body {
        void run() throws InterruptedException;
    }

    private Threads() {}

    static void start(Body body) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        body.run();
                    } catch (InterruptedException nobodyDoes) {
                        throw new IllegalStateException(nobodyDoes);
                    }
                });
    }
}
