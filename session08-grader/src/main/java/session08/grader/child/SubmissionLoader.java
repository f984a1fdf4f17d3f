package session08.grader.child;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/**
 * Loads the tests and the submission. The tests come first, so that no class of the submission can
 * stand in for one of theirs, and everything else comes from the libraries, so that none can stand
 * in for those. There are no resources: a submission brings no service and no property file.
 */
final class SubmissionLoader extends ClassLoader {

    private final Map<String, byte[]> tests;
    private final Map<String, byte[]> submission;

    SubmissionLoader(Map<String, byte[]> tests, Map<String, byte[]> submission) {
        super(SubmissionLoader.class.getClassLoader());
        this.tests = tests;
        this.submission = submission;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = tests.containsKey(name) ? tests.get(name) : submission.get(name);
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    @Override
    public URL getResource(String name) {
        return isOurs(name) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
        return isOurs(name) ? Collections.emptyEnumeration() : super.getResources(name);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        return isOurs(name) ? null : super.getResourceAsStream(name);
    }

    private boolean isOurs(String resource) {
        String name = resource.replaceFirst("\\.class$", "").replace('/', '.');
        return tests.containsKey(name) || submission.containsKey(name);
    }
}
