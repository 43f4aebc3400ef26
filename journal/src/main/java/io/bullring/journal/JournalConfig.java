package io.bullring.journal;

/**
 * How the command log is written. Nothing in here changes what is in the journal.
 *
 * @param maxBatchBytes longest document, bytes; also bounds the longest command. The default takes any command that the
 *     schema can express
 * @param maxBatchCommands commands of one document at most
 * @param prepareAheadBytes how far ahead of the write position a queue's file is given space, bytes; 0: not at all
 * @param durability what a commit promises
 * @param segmentBytes size of a segment of a synced log that is made anew, bytes
 */
public record JournalConfig(
        int maxBatchBytes, int maxBatchCommands, long prepareAheadBytes, Durability durability, long segmentBytes) {
    private static final long USUAL_SEGMENT_BYTES = 64L << 20;
    private static final long LARGEST_SEGMENT_BYTES = 1L << 30;

    public JournalConfig {
        require(
                maxBatchBytes >= 4096 && maxBatchBytes <= BatchLayout.MAX_DOCUMENT_BYTES,
                "maxBatchBytes is 4096 to " + BatchLayout.MAX_DOCUMENT_BYTES + ", not " + maxBatchBytes);
        require(
                maxBatchCommands >= 1 && maxBatchCommands <= BatchLayout.MAX_COMMANDS,
                "maxBatchCommands is 1 to " + BatchLayout.MAX_COMMANDS + ", not " + maxBatchCommands);
        require(prepareAheadBytes >= 0, "prepareAheadBytes is not negative, but " + prepareAheadBytes);
        require(durability != null, "durability is missing");
        long smallest = (long) SegmentLayout.FIRST_RECORD + SegmentLayout.recordBytes(maxBatchBytes);
        require(
                segmentBytes >= smallest && segmentBytes <= LARGEST_SEGMENT_BYTES && segmentBytes % 4096 == 0,
                "segmentBytes is a multiple of 4096 from " + smallest + " to " + LARGEST_SEGMENT_BYTES + ", not "
                        + segmentBytes);
    }

    /** The same with segments of 64 MiB. */
    public JournalConfig(int maxBatchBytes, int maxBatchCommands, long prepareAheadBytes, Durability durability) {
        this(maxBatchBytes, maxBatchCommands, prepareAheadBytes, durability, USUAL_SEGMENT_BYTES);
    }

    /** 1 MiB and 1,024 commands a batch, 64 MiB prepared ahead, survives the end of the process. */
    public static JournalConfig defaults() {
        return new JournalConfig(1 << 20, 1024, 64L << 20, Durability.PROCESS_CRASH);
    }

    /** The same with another promise. */
    public JournalConfig with(Durability otherDurability) {
        return new JournalConfig(maxBatchBytes, maxBatchCommands, prepareAheadBytes, otherDurability, segmentBytes);
    }

    /** Longest command that a batch takes: envelope, messageHeader and message, bytes. */
    public int maxCommandBytes() {
        return (maxBatchBytes & -BatchLayout.ALIGNMENT) - BatchLayout.HEADER_BYTES - BatchLayout.FRAME_HEADER_BYTES;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
