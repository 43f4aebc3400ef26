package io.bullring.journal;

/**
 * Where a batch is in a journal. A hint: whoever follows it looks whether the batch is there.
 *
 * @param fileName of the file, without its directory; empty for a journal without a batch
 * @param positionBytes of the batch's document in the file
 */
public record JournalPlace(String fileName, long positionBytes) {
    /** Before the first batch. */
    public static final JournalPlace BEGINNING = new JournalPlace("", 0);
}
