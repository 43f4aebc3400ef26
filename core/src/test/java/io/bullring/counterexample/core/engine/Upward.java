package io.bullring.counterexample.core.engine;

import io.bullring.counterexample.core.pipeline.Host;

/** Breaks the rule on purpose: the engine knows its host, which makes a circle, too. */
public final class Upward {
    private final Host host = new Host(this);

    Host host() {
        return host;
    }
}
