package io.bullring.core.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for another thread, bounded. */
final class Await {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private Await() {}

    /** Returns once the condition holds; gives up with an assertion that says what was waited for. */
    static void until(String what, BooleanSupplier condition) {
        long giveUpNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - giveUpNs > 0) {
                throw new AssertionError("waited in vain until " + what);
            }
            Thread.yield();
        }
    }
}
