package io.bullring.counterexample.core.engine;

import java.util.logging.Logger;

/** Breaks the rule on purpose: logs and prints. */
public final class Logs {
    private static final Logger LOGGER = Logger.getLogger("core");

    void log() {
        LOGGER.info("accepted");
        System.out.println("accepted");
        System.err.println("rejected");
    }
}
