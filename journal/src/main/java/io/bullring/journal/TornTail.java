package io.bullring.journal;

import java.nio.file.Path;

/**
 * Bytes of a batch that was never committed, behind the last one that was: the writer ended while it wrote, or is
 * writing just now. No answer has left for what is in there.
 *
 * @param file in which it is
 * @param positionBytes where the batch would begin
 * @param lengthBytes how much of it is there
 * @param sequence the command that it would have begun with
 */
public record TornTail(Path file, long positionBytes, long lengthBytes, long sequence) {
    /** For the operator. */
    @Override
    public String toString() {
        return lengthBytes + " bytes of an uncommitted batch at byte " + positionBytes + " of " + file
                + ", where command " + sequence + " would be";
    }
}
