package session08.testkit;

import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

import session08.process.Simulation;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What {@link Simulated} does to a try of a jqwik property. */
final class SimulatedTry implements AroundTryHook {

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS; // from the class to its properties
    }

    @Override
    public TryExecutionResult aroundTry(
            TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        long seed =
                context.findAnnotation(Simulated.class)
                        .or(
                                () ->
                                        context.findAnnotationsInContainer(Simulated.class).stream()
                                                .findFirst())
                        .orElseThrow()
                        .seed();
        var result = new AtomicReference<TryExecutionResult>();
        Simulation.run(seed, () -> result.set(aTry.execute(parameters)));
        return result.get();
    }
}
