package io.bullring.counterexample.core.engine;

import java.util.Random;
import java.util.UUID;

/** Breaks the rule on purpose: draws lots. */
public final class Chance {
    private final Random random = new Random();

    String draw() {
        return UUID.randomUUID() + " " + random.nextInt() + " " + (Math.random() > 0.5);
    }
}
