package session08.benchmarks.park;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Two threads that wake each other by turns: no messages, no mailbox. */
public final class PingPong implements Program {

    /** One of the two. */
    private static final class Player {
        volatile boolean turn;
        Thread thread;
        Player other;

        int play(int count) {
            int turns = 0;
            while (turns < count) {
                while (!turn) {
                    LockSupport.park();
                }
                turn = false;
                turns++;
                other.turn = true;
                LockSupport.unpark(other.thread);
            }
            return turns;
        }
    }

    @Override
    public Measured run(int size, int count) {
        var ping = new Player();
        var pong = new Player();
        ping.other = pong;
        pong.other = ping;
        var turns = new CompletableFuture<Integer>();
        ping.thread = Thread.ofVirtual().unstarted(() -> turns.complete(ping.play(count)));
        pong.thread = Thread.ofVirtual().unstarted(() -> pong.play(count));
        ping.turn = true;
        long start = System.nanoTime();
        pong.thread.start();
        ping.thread.start();
        int played = turns.join();
        return Measured.since(start, 2L * count, played);
    }
}
