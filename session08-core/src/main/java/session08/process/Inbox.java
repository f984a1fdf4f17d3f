package session08.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where messages arrive as soon as their process has a queue: {@link Mailbox#incoming}, with a
 * cache line to itself.
 *
 * <p>In the process it lies beside what the owner reads and writes with each receive and senders
 * read with each send. Where one side only adds and the other only takes, they waited for each
 * other all the time: counting takes half as long with this, and fan-in of a thousand a third. But
 * a process that never had several messages at once needs no such line, and among a million idle
 * ones each byte counts, so only those that made a {@link MessageQueue} have one.
 *
 * <p>A superclass, for a JVM puts its fields first. What the processor may fetch with this word is
 * the end of another object.
 */
abstract sealed class Inbox permits MessageQueue {

    private static final VarHandle INCOMING;

    static {
        try {
            INCOMING = MethodHandles.lookup().findVarHandle(Inbox.class, "incoming", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Object incoming;

    // With these the fields of the subclass are 60 bytes further on. Objects begin at multiples of
    // eight and this word four bytes after one, so that is always another line.
    long unused1;
    long unused2;
    long unused3;
    long unused4;
    long unused5;
    long unused6;
    long unused7;

    final Object incoming() {
        return incoming;
    }

    final boolean changeIncoming(Object from, Object to) {
        return INCOMING.compareAndSet(this, from, to);
    }

    final Object exchangeIncoming(Object to) {
        return INCOMING.getAndSet(this, to);
    }
}
