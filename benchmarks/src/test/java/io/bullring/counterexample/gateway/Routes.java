package io.bullring.counterexample.gateway;

import io.bullring.counterexample.core.Engine;

/** Breaks no rule: the gateway may know the engine. */
public final class Routes {
    private final Engine engine;

    public Routes(Engine engine) {
        this.engine = engine;
    }

    boolean isOpen() {
        return engine != null;
    }
}
