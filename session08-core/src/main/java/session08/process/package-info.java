/**
 * The process primitives: a process is a virtual thread with a mailbox.
 *
 * <p>Begin with {@link session08.process.Processes}. Uses nothing but the JDK.
 */
package session08.process;
