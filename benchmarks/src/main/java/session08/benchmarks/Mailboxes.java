package session08.benchmarks;

import java.util.concurrent.BlockingQueue;

/** What the programs of plain Java take for a mailbox. */
@FunctionalInterface
public interface Mailboxes {

    <T> BlockingQueue<T> create();
}
