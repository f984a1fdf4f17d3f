package session08.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link Simulated} does to a JUnit test. */
final class SimulatedTest implements InvocationInterceptor {

    /** Test classes, each with the number of its tests that failed. */
    private static final Namespace FAILURES = Namespace.create(SimulatedTest.class);

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        simulate(invocation, method, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        simulate(invocation, method, context);
    }

    private static void simulate(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        // An invocation may proceed only once, and this test may run under many seeds.
        invocation.skip();
        Simulated simulated = annotation(context);
        Explore.Failure failure =
                Explore.firstFailure(
                        simulated.seed(),
                        Explore.runs(simulated.runs()),
                        () ->
                                ReflectionSupport.invokeMethod(
                                        method.getExecutable(),
                                        context.getRequiredTestInstance(),
                                        method.getArguments().toArray()));
        if (failure != null) {
            if (failure.hasMessagesToShow()) {
                tell(failure, context);
            }
            throw failure.result().failure();
        }
    }

    /** Where many tests fail, the messages of all of them would hide those of the first. */
    private static void tell(Explore.Failure failure, ExtensionContext context) {
        String testClass = context.getRequiredTestClass().getSimpleName();
        String test = testClass + "#" + context.getRequiredTestMethod().getName();
        switch (failures(context).incrementAndGet()) {
            case 1 -> failure.print(test);
            case 2 -> {
                failure.save(test);
                System.out.printf(
                        "More of %s failed: their diagrams lie beside that one, and their messages"
                                + " are printed when you run them alone.%n%n",
                        testClass);
            }
            default -> failure.save(test);
        }
    }

    private static AtomicInteger failures(ExtensionContext context) {
        return context.getRoot()
                .getStore(FAILURES)
                .getOrComputeIfAbsent(
                        context.getRequiredTestClass(),
                        _ -> new AtomicInteger(),
                        AtomicInteger.class);
    }

    private static Simulated annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Simulated.class)
                .or(
                        () ->
                                AnnotationSupport.findAnnotation(
                                        context.getRequiredTestClass(), Simulated.class))
                .orElseThrow();
    }
}
