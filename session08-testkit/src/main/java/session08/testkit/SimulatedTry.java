package session08.testkit;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What {@link Simulated} does to the tries of a jqwik property. While jqwik looks for a smaller
 * counterexample many tries fail; only the last, which is the smallest, is printed.
 */
final class SimulatedTry implements AroundTryHook, AroundPropertyHook {

    private final AtomicReference<Explore.Failure> last = new AtomicReference<>();

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS; // from the class to its properties
    }

    @Override
    public PropertyExecutionResult aroundProperty(
            PropertyLifecycleContext context, PropertyExecutor property) {
        last.set(null);
        PropertyExecutionResult result = property.execute();
        Explore.Failure failure = last.get();
        if (failure != null && failure.hasMessagesToShow()) {
            failure.print(
                    context.containerClass().getSimpleName()
                            + "#"
                            + context.targetMethod().getName());
        }
        return result;
    }

    @Override
    public TryExecutionResult aroundTry(
            TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        Simulated simulated =
                context.findAnnotation(Simulated.class)
                        .or(
                                () ->
                                        context.findAnnotationsInContainer(Simulated.class).stream()
                                                .findFirst())
                        .orElseThrow();
        var result = new AtomicReference<TryExecutionResult>();
        Explore.Failure failure =
                Explore.firstFailure(
                        simulated.seed(),
                        Explore.runs(simulated.runs()),
                        () -> {
                            result.set(aTry.execute(parameters));
                            if (result.get().isFalsified()) {
                                throw result.get().throwable().orElseThrow();
                            }
                        });
        if (failure == null) {
            return result.get();
        }
        last.set(failure);
        return TryExecutionResult.falsified(failure.result().failure());
    }
}
