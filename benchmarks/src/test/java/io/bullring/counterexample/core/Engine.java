package io.bullring.counterexample.core;

import io.bullring.counterexample.gateway.Routes;

/** Breaks the rules on purpose: points upward, and makes a circle. */
public final class Engine {
    private final Routes routes = new Routes(this);

    Routes routes() {
        return routes;
    }
}
