package io.bullring.journal;

import java.nio.file.Path;

/** A venue keeps the durability that it began with; another one was asked for. Nothing was touched. */
public final class DurabilityMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DurabilityMismatch(Path directory, Durability begun, Durability wanted) {
        super("The journal in " + directory + " was begun with durability " + begun.optionText()
                + " and is kept that way, but "
                + wanted.optionText() + " is asked for. Start it with --durability " + begun.optionText() + ".");
    }
}
