package session08.benchmarks.park;

import session08.benchmarks.Measured;
import session08.benchmarks.Program;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Threads that wake the next one: a number is handed on, and nothing is made. */
public final class ThreadRing implements Program {

    private static final int NOTHING = -1;
    private static final int STOP = -2;

    private static final class Member {
        volatile int hopsLeft = NOTHING;
        final int position;
        Thread thread;
        Member next;

        Member(int position) {
            this.position = position;
        }

        void give(int hops) {
            hopsLeft = hops;
            LockSupport.unpark(thread);
        }

        void live(CompletableFuture<Integer> last) {
            while (true) {
                while (hopsLeft == NOTHING) {
                    LockSupport.park();
                }
                int hops = hopsLeft;
                hopsLeft = NOTHING;
                if (hops == STOP) {
                    next.give(STOP);
                    return;
                }
                if (hops == 0) {
                    last.complete(position);
                } else {
                    next.give(hops - 1);
                }
            }
        }
    }

    @Override
    public Measured run(int size, int count) {
        var last = new CompletableFuture<Integer>();
        var ring = new Member[size];
        for (int position = 0; position < size; position++) {
            var member = new Member(position);
            member.thread = Thread.ofVirtual().unstarted(() -> member.live(last));
            ring[position] = member;
        }
        for (int position = 0; position < size; position++) {
            ring[position].next = ring[(position + 1) % size];
        }
        for (Member member : ring) {
            member.thread.start();
        }
        long start = System.nanoTime();
        ring[0].give(count);
        int position = last.join();
        Measured measured = Measured.since(start, count, position);
        ring[0].give(STOP);
        return measured;
    }
}
