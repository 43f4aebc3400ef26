package io.bullring.counterexample.core.engine;

import java.util.concurrent.ConcurrentHashMap;

/** Breaks the rule on purpose: starts a thread. */
public final class Threads {
    private final ConcurrentHashMap<Long, Long> shared = new ConcurrentHashMap<>();

    void start() {
        new Thread(shared::clear).start();
    }
}
