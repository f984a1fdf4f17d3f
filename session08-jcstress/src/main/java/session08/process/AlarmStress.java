package session08.process;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A process comes to wait for less long while its alarm rings: does it ring in time again? */
public final class AlarmStress {

    private AlarmStress() {}

    /** An alarm that is due, of a process that has waited for two hours and now waits for one. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "It rings in time.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It rings too late, or never.")
    @State
    public static class TheAlarm {
        private static final long HOUR = 3_600_000_000_000L;

        private final Clock clock = new Clock();
        private final Alarm alarm = new Alarm(clock, Thread.currentThread());

        public TheAlarm() {
            alarm.wakeAt(0);
            alarm.wakeAt(2 * HOUR);
            clock.collect();
        }

        @Actor
        public void owner() {
            alarm.wakeAt(HOUR);
        }

        @Actor
        public void clock() {
            clock.ringWhatIsDue();
        }

        @Arbiter
        public void look(Z_Result result) {
            result.r1 = alarm.ringsBy(HOUR);
        }
    }
}
