package io.bullring.counterexample.core.pipeline;

import io.bullring.counterexample.core.engine.Upward;

/** Breaks no rule: the pipeline may know the engine and have threads. */
public final class Host {
    private final Upward engine;
    private final Thread thread = new Thread("engine");

    public Host(Upward engine) {
        this.engine = engine;
    }

    boolean isRunning() {
        return engine != null && thread.isAlive();
    }
}
