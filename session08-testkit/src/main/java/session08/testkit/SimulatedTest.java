package session08.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

import java.lang.reflect.Method;

/** What {@link Simulated} does to a JUnit test. */
final class SimulatedTest implements InvocationInterceptor {

    /** Test classes, each with the first of its tests that failed. */
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
            String test =
                    context.getRequiredTestClass().getSimpleName()
                            + "#"
                            + context.getRequiredTestMethod().getName();
            if (failure.hasMessagesToShow()) {
                if (isFirstOfItsClass(context)) {
                    failure.print(test);
                } else {
                    failure.mention(test);
                }
            }
            throw failure.result().failure();
        }
    }

    /** Where many tests fail, the messages of all of them would hide those of the first. */
    private static boolean isFirstOfItsClass(ExtensionContext context) {
        Store store = context.getRoot().getStore(FAILURES);
        return store.getOrComputeIfAbsent(
                        context.getRequiredTestClass(), _ -> context.getUniqueId(), String.class)
                .equals(context.getUniqueId());
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
