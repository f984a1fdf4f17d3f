package session08.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scheduler of a {@link Simulation}.
 *
 * <p>Every process has a thread, and of all those threads one runs: the one that {@link #running}
 * names. It gives way by naming another and parking. So nothing here is touched by two threads at
 * once, and writing and reading {@code running}, which is volatile, hands everything over: what a
 * process did before it gave way happens-before what the next one does.
 */
final class SimulatedScheduler implements Scheduler {

    private static final class Task {
        final Thread thread;

        /**
         * The one that waits: a {@link Trace} has a process of its own in the thread it is made by.
         */
        Process<?> process;

        boolean parked;
        Alarm alarm;

        Task(Process<?> process, Thread thread) {
            this.process = process;
            this.thread = thread;
        }
    }

    private record Alarm(long time, long number, Runnable action) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** One send in so many gives way to another process: often enough to mix, not to thrash. */
    private static final int SENDS_FOR_A_SWITCH = 4;

    /** How long a process may compute, in real time, before the test fails because of it. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Processes of simulations that are over, which compute without end. Nobody can end them, and
     * each keeps a processor from all virtual threads.
     */
    private static final Map<Thread, String> SPINNING = new ConcurrentHashMap<>();

    private final Trace trace = new Trace();
    private final List<Trace> traces = new ArrayList<>(List.of(trace));
    private final World world = new World(this, trace);
    private final Duration patience;
    private final long seed;
    private final SplittableRandom random;
    private final Map<Thread, Task> tasks = new LinkedHashMap<>();
    private final List<Task> runnable = new ArrayList<>();
    private final TreeSet<Alarm> alarms = new TreeSet<>();
    private final List<String> crashes = new ArrayList<>();
    private final List<String> leftBehind = new ArrayList<>();
    private Throwable failure;
    private Task root;
    private long now;
    private long alarmsSet;
    private boolean ringing;
    private boolean stuck;
    private volatile boolean over;
    private volatile long turns;
    private volatile Task running;

    SimulatedScheduler(long seed, Duration patience) {
        this.patience = patience;
        this.seed = seed;
        // Not Random: its first numbers are nearly the same for seeds that are near each other.
        random = new SplittableRandom(seed);
    }

    Simulation.Result run(Simulation.Body body) {
        Process<Object> process = world.process("test", null);
        root = new Task(process, Thread.currentThread());
        admit(root);
        running = root;
        process.enter(
                () -> {
                    try {
                        refuseBesideSpinning();
                        body.run();
                    } catch (Throwable thrown) {
                        failure = thrown;
                    }
                    endAll();
                });
        return new Simulation.Result(seed, failure, Duration.ofNanos(now), leftBehind, trace);
    }

    // ---- what processes ask for -------------------------------------------------------------

    @Override
    public void start(Process<?> process) {
        var task = new Task[1];
        Thread thread =
                Thread.ofVirtual()
                        .name(process.toString())
                        .uncaughtExceptionHandler(process)
                        .unstarted(() -> live(task[0], process));
        task[0] = new Task(process, thread);
        admit(task[0]);
        runnable.add(task[0]);
        thread.start();
    }

    private void admit(Task task) {
        tasks.put(task.thread, task);
    }

    private void live(Task me, Runnable life) {
        awaitTurn(me);
        try {
            if (over) {
                me.process.mailbox().end();
            } else {
                life.run();
            }
        } catch (SimulationOver _) {
            // asked to
        } catch (Throwable thrown) {
            // Reported before the next one runs, so that equal seeds print equal lines.
            me.thread.getUncaughtExceptionHandler().uncaughtException(me.thread, thrown);
        } finally {
            tasks.remove(me.thread);
            pass(over ? root : next());
        }
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void park(Process<?> process, long deadline) {
        Task me = running;
        refuseStranger(me, process);
        if (over) {
            throw new SimulationOver();
        }
        me.process = process;
        me.parked = true;
        if (deadline != Timeout.FOREVER) {
            me.alarm = set(deadline, () -> resume(me));
        }
        giveWay(me);
    }

    @Override
    public void sleep(Process<?> process, long nanos) {
        process.waitsFor("the end of its sleep");
        park(process, Timeout.deadline(now, nanos));
        process.waitsFor(null);
    }

    @Override
    public void wake(Process<?> process) {
        Task task = tasks.get(process.thread());
        if (task != null && task.parked) {
            resume(task);
        }
    }

    private void resume(Task task) {
        if (task.alarm != null) {
            alarms.remove(task.alarm);
            task.alarm = null;
        }
        task.parked = false;
        runnable.add(task);
    }

    @Override
    public Timer after(long nanos, Runnable action) {
        if (nanos >= Timeout.FOREVER - now) {
            var cancelled = new AtomicBoolean();
            return () -> !cancelled.getAndSet(true);
        }
        Alarm alarm = set(now + nanos, () -> Process.asNobody(action));
        return () -> alarms.remove(alarm);
    }

    private Alarm set(long time, Runnable action) {
        var alarm = new Alarm(time, alarmsSet++, action);
        alarms.add(alarm);
        return alarm;
    }

    @Override
    public void sent() {
        if (ringing || over) {
            return;
        }
        Task me = running;
        refuseStranger(me, null);
        if (!runnable.isEmpty() && random.nextInt(SENDS_FOR_A_SWITCH) == 0) {
            runnable.add(me);
            giveWay(me);
        }
    }

    @Override
    public void watchedBy(Trace trace) {
        traces.add(trace);
    }

    @Override
    public void crashed(Process<?> process, Throwable reason) {
        crashes.add(process + " ended by " + reason);
    }

    private static void refuseStranger(Task running, Process<?> process) {
        if (Thread.currentThread() != running.thread) {
            throw new IllegalStateException(
                    "a thread that the simulation does not run uses "
                            + (process == null ? "one of its processes" : process)
                            + ": use spawn instead of starting threads");
        }
    }

    // ---- whose turn it is -------------------------------------------------------------------

    private void giveWay(Task me) {
        Task next = next();
        if (next != me) {
            pass(next);
            awaitTurn(me);
        }
        if (me != root && over) {
            throw new SimulationOver();
        }
        if (me == root && stuck) {
            stuck = false;
            throw new AssertionError(whoWaits());
        }
    }

    /** One of those who can go on. When nobody can, time passes until someone can. */
    private Task next() {
        while (runnable.isEmpty()) {
            if (alarms.isEmpty()) {
                stuck = true;
                root.parked = false;
                return root;
            }
            now = alarms.first().time;
            ringing = true;
            while (!alarms.isEmpty() && alarms.first().time == now) {
                alarms.pollFirst().action.run();
            }
            ringing = false;
        }
        return runnable.remove(random.nextInt(runnable.size()));
    }

    private void pass(Task next) {
        turns++;
        running = next;
        LockSupport.unpark(next.thread);
    }

    private void awaitTurn(Task me) {
        boolean interrupted = false;
        long seen = turns;
        long since = System.nanoTime();
        while (running != me) {
            if (me == root) {
                LockSupport.parkNanos(this, patience.toNanos());
                if (seen != turns) {
                    seen = turns;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since >= patience.toNanos() && running != me) {
                    SPINNING.put(running.thread, running.process.toString());
                    throw spinning(running, patience);
                }
            } else {
                LockSupport.park(this);
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what is left; each unwinds in its turn. */
    private void endAll() {
        if (running != root) {
            return; // one spins and will not give way
        }
        List<Task> left = tasks.values().stream().filter(task -> task != root).toList();
        left.forEach(task -> leftBehind.add(task.process + " " + doing(task)));
        // They show what was, not how we cleared up.
        traces.forEach(Trace::stop);
        over = true;
        runnable.clear();
        try {
            for (Task task : left) {
                pass(task);
                awaitTurn(root);
            }
        } catch (AssertionError spinning) {
            if (failure == null) {
                failure = spinning;
            }
        }
    }

    // ---- what a failed test is told ---------------------------------------------------------

    private String whoWaits() {
        return Stream.concat(
                        Stream.of("nothing can happen any more: all wait, and no timer is left"),
                        Stream.concat(
                                tasks.values().stream().map(SimulatedScheduler::wait),
                                crashes.stream()))
                .collect(Collectors.joining("\n  "));
    }

    private static String wait(Task task) {
        return "%s %s, its mailbox is %s"
                .formatted(task.process, doing(task), task.process.mailbox().snapshot());
    }

    private static String doing(Task task) {
        Object waitsFor = task.process.waitsFor();
        return waitsFor == null ? "can run" : "waits for " + waitsFor;
    }

    /** Else every test after the one that is to blame would wait as long as that one did. */
    private static void refuseBesideSpinning() {
        SPINNING.keySet().removeIf(thread -> !thread.isAlive());
        if (!SPINNING.isEmpty()) {
            throw new AssertionError(
                    "not run: "
                            + String.join(", ", SPINNING.values())
                            + " of a test before still computes without end and keeps a processor"
                            + " busy. Mend that test first");
        }
    }

    private static AssertionError spinning(Task task, Duration patience) {
        var error =
                new AssertionError(
                        task.process
                                + " has run for "
                                + patience.toSeconds()
                                + " s of real time without a send or a receive, and nobody else can"
                                + " run: does a loop forget to wait?");
        error.setStackTrace(task.thread.getStackTrace());
        return error;
    }
}
