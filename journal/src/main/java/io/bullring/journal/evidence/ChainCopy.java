package io.bullring.journal.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The chain of a journal as its file has it, for those who take it elsewhere. Compares nothing. */
public final class ChainCopy {
    private ChainCopy() {}

    /** The last complete link in the file; empty when the journal has no chain. */
    public static Optional<ChainHead> head(Path journal) {
        if (!ChainFile.existsIn(journal)) {
            return Optional.empty();
        }
        try (ChainFile file = ChainFile.openToRead(journal)) {
            if (file.links() == 0) {
                return Optional.of(ChainHead.of(0, file.genesis()));
            }
            file.moveTo(file.links());
            return Optional.of(ChainHead.of(file.lastSequence(), file.hash()));
        }
    }

    /** Writes the header and the links up to this command, as they lie in the file, which must exist. */
    public static void write(Path journal, long lastSequence, OutputStream out) throws IOException {
        try (ChainFile file = ChainFile.openToRead(journal)) {
            long links = Math.min(file.links(), lastSequence / file.interval());
            file.copy(links, out);
        }
    }
}
