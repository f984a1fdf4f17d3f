package session08.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

import java.lang.reflect.Method;

/** What {@link Simulated} does to a JUnit test. */
final class SimulatedTest implements InvocationInterceptor {

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
        Explore.seeds(
                context.getRequiredTestClass().getSimpleName()
                        + "."
                        + context.getRequiredTestMethod().getName(),
                simulated.seed(),
                Explore.runs(simulated.runs()),
                () ->
                        ReflectionSupport.invokeMethod(
                                method.getExecutable(),
                                context.getRequiredTestInstance(),
                                method.getArguments().toArray()));
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
