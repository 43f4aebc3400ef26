package io.bullring.gateway.venue;

import java.nio.file.Path;

/**
 * The history knows commands that the journal does not have, which a power failure may take: committed commands are gone, and nobody
 * may go on silently.
 */
public final class HistoryAhead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryAhead(Path history, long knownSequence, long lastSequence) {
        super("The history in " + history + " knows command " + knownSequence + ", the journal ends with command "
                + lastSequence
                + ". Put the journal's files back from a copy, and those that were taken away from its directory cold; where a power failure took its end, move "
                + history + " away, and the next start rebuilds it from the journal");
    }
}
