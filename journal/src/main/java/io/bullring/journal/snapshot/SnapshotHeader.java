package io.bullring.journal.snapshot;

import io.bullring.journal.JournalPlace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * What a snapshot says of itself. {@link #BYTES} long, little endian, drawn in {@code docs/JOURNAL.md}.
 *
 * @param ruleVersion under which the state came to be; 0 for a venue without rules
 * @param venueId 0 for a venue without rules
 * @param sequence of the last command in the state
 * @param timeNs its time, nanoseconds since 1970
 * @param agents that were not deleted
 * @param openOrders of the venue
 * @param stateHash SHA-256 of the state, in hexadecimal digits
 * @param bodyBytes of the state, without the frames of its blocks
 * @param place of the batch with the last command; a hint
 */
public record SnapshotHeader(
        int ruleVersion,
        long venueId,
        long sequence,
        long timeNs,
        int agents,
        int openOrders,
        String stateHash,
        long bodyBytes,
        JournalPlace place) {
    /** In front of the first block. */
    static final int BYTES = 128;

    static final int FORMAT_VERSION = 1;
    static final long MAGIC = 0x544F_4853_5041_4E53L;
    private static final int HASH_BYTES = 32;
    private static final int FILE_NAME_BYTES = 24;
    private static final int CRC_OFFSET = BYTES - Integer.BYTES;

    /** The header as it lies on disk, its checksum at the end. */
    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putShort((short) FORMAT_VERSION).putShort((short) ruleVersion).putInt(agents);
        bytes.putLong(venueId).putLong(sequence).putLong(timeNs).putLong(bodyBytes).putInt(openOrders);
        bytes.put(HexFormat.of().parseHex(stateHash));
        bytes.put(Arrays.copyOf(place.fileName().getBytes(StandardCharsets.US_ASCII), FILE_NAME_BYTES));
        bytes.putLong(place.positionBytes());
        return bytes.putInt(CRC_OFFSET, checksum(bytes)).clear();
    }

    /** Says what is wrong with these bytes; null when they are a header of ours. */
    static String findFault(ByteBuffer bytes) {
        if (bytes.limit() < BYTES) {
            return "shorter than a header";
        }
        if (bytes.getLong(0) != MAGIC) {
            return "not a snapshot: it begins with 0x" + Long.toHexString(bytes.getLong(0));
        }
        if (bytes.getShort(8) != FORMAT_VERSION) {
            return "format version " + bytes.getShort(8) + ", which this program cannot read";
        }
        return checksum(bytes) == bytes.getInt(CRC_OFFSET) ? null : "the header's checksum is wrong";
    }

    /** Reads a header in which {@link #findFault} found nothing. */
    static SnapshotHeader decode(ByteBuffer bytes) {
        bytes.position(10);
        int ruleVersion = bytes.getShort();
        int agents = bytes.getInt();
        long venueId = bytes.getLong();
        long sequence = bytes.getLong();
        long timeNs = bytes.getLong();
        long bodyBytes = bytes.getLong();
        int openOrders = bytes.getInt();
        byte[] hash = new byte[HASH_BYTES];
        bytes.get(hash);
        byte[] name = new byte[FILE_NAME_BYTES];
        bytes.get(name);
        String fileName = new String(name, StandardCharsets.US_ASCII).replace("\0", "");
        return new SnapshotHeader(
                ruleVersion,
                venueId,
                sequence,
                timeNs,
                agents,
                openOrders,
                HexFormat.of().formatHex(hash),
                bodyBytes,
                new JournalPlace(fileName, bytes.getLong()));
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, CRC_OFFSET));
        return (int) crc.getValue();
    }
}
