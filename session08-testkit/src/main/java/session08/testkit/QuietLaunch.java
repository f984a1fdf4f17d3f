package session08.testkit;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps jqwik from telling at each start, twice, that it has no database of failed tries: it is the
 * first thing that a learner would read.
 *
 * <p>JUnit finds this class by itself.
 */
public final class QuietLaunch implements LauncherSessionListener {

    // Held here, for otherwise nobody holds it and its level is forgotten.
    private static final Logger JQWIK = Logger.getLogger("net.jqwik.engine.JqwikConfiguration");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        JQWIK.setLevel(Level.WARNING);
    }
}
