package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * The beginning of a queue file: Chronicle's self-describing binary text, its header and the list of its indexes.
 *
 * <pre>
 *   0        64           80        176         184       200        232          240               262,384
 *   ├────────┼────────────┼─────────┼───────────┼─────────┼──────────┼────────────┼─────────────────┤
 *   │ names  │ write mark │ names,  │ lastIndex │ format  │ names    │ how many   │ positions of    │
 *   │        │ and number │ sizes   │           │         │          │ indexes    │ indexes, or 0   │
 * </pre>
 *
 * A reader uses nothing of it but the write mark, the position of the last committed document's word, 0 while there is
 * none. Chronicle notes it after each commit, so it may be behind, never ahead. A writer goes on by all of it.
 */
final class QueueHeader {
    private static final byte[] NAME = "writePosition".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 256;
    private static final byte LONG_ARRAY = (byte) 0x8D;
    private static final byte PADDING = (byte) 0x8F;
    private static final int PADDING_AT_MOST = 16;

    /** As Chronicle 2026.4 makes it for the roll cycle of {@link QueueDirectory#open}; zeros for what it changes. */
    private static final byte[] MADE = HexFormat.of()
            .parseHex("c1000040b906686561646572b60853435153746f726582aa000000cd77726974"
                    + "65506f736974696f6e8e01000000008d02000000000000000200000000000000"
                    + "00000000000000000000000000000000c8696e646578696e67b60c5343515349"
                    + "6e646578696e67824c000000ca696e646578436f756e74a20080cc696e646578"
                    + "53706163696e67a180cb696e64657832496e6465788f8fa7c800000000000000"
                    + "c96c617374496e6465788e00000000a70000000000000000ca64617461466f72"
                    + "6d6174a10100000024000440b90b696e64657832696e6465788e01000000008d"
                    + "00800000000000000000000000000000");

    private static final int INDEXES = 32_768;
    private static final byte[] INDEX = "\u00b9\u0005index".getBytes(StandardCharsets.ISO_8859_1);

    private QueueHeader() {}

    /** The position; empty when the file's header is not one that we know. */
    static OptionalLong writeMark(Path path, FileChannel channel) {
        ByteBuffer header = read(path, channel, 0, HEADER_BYTES);
        int array = arrayBehindName(header);
        if (array < 0) {
            return OptionalLong.empty();
        }
        long mark = header.getLong(array + 2 * Long.BYTES);
        return mark < 0 ? OptionalLong.empty() : OptionalLong.of(mark);
    }

    private static int arrayBehindName(ByteBuffer header) {
        int last = header.limit() - NAME.length - PADDING_AT_MOST - 3 * Long.BYTES;
        for (int at = 0; at < last; at++) {
            if (header.slice(at, NAME.length).equals(ByteBuffer.wrap(NAME))) {
                return arrayWithin(header, at + NAME.length);
            }
        }
        return -1;
    }

    private static int arrayWithin(ByteBuffer header, int from) {
        for (int at = from; at < from + PADDING_AT_MOST; at++) {
            if (header.get(at) == LONG_ARRAY && header.getLong(at + 1) == 2) {
                return at + 1;
            }
        }
        return -1;
    }

    /** Says what of it, but for the write mark, is not as Chronicle would have written it; null when nothing is. */
    static String fault(Path path, FileChannel channel) {
        ByteBuffer header = read(path, channel, 0, MADE.length + INDEXES * Long.BYTES);
        if (header.limit() < MADE.length) {
            return "the file ends within its header, at byte " + header.limit();
        }
        for (int at = 0; at < MADE.length; at++) {
            if (header.get(at) != MADE[at] && !changes(at)) {
                return "byte " + at + " of its header is 0x" + hex(header.get(at)) + ", not 0x" + hex(MADE[at]);
            }
        }
        for (int at = MADE.length; at + Long.BYTES <= header.limit(); at += Long.BYTES) {
            long index = header.getLong(at);
            if (index != 0 && !isIndex(path, channel, index)) {
                return "there is no index at byte " + index + ", where byte " + at + " of its header says";
            }
        }
        return null;
    }

    /** Write mark and number of the last document, lastIndex, how many indexes. */
    private static boolean changes(int at) {
        return at >= 64 && at < 80 || at >= 176 && at < 184 || at >= 232 && at < 240;
    }

    /** Its name, padding so that the numbers are aligned, and an array of numbers that ends where the document does. */
    private static boolean isIndex(Path path, FileChannel channel, long at) {
        if (at < 0 || at % QueueFile.WORD_BYTES != 0) {
            return false;
        }
        int name = QueueFile.WORD_BYTES + INDEX.length;
        int array = name + (int) (-(at + name + 1) & Long.BYTES - 1);
        ByteBuffer index = read(path, channel, at, array + 1 + Long.BYTES);
        if (index.limit() < array + 1 + Long.BYTES) {
            return false;
        }
        boolean isPadded = true;
        for (int i = name; i < array; i++) {
            isPadded &= index.get(i) == PADDING;
        }
        int length = array + 1 + (2 + INDEXES) * Long.BYTES - QueueFile.WORD_BYTES;
        return index.getInt(0) == QueueFile.metaData(length)
                && index.slice(QueueFile.WORD_BYTES, INDEX.length).equals(ByteBuffer.wrap(INDEX))
                && isPadded
                && index.get(array) == LONG_ARRAY
                && index.getLong(array + 1) == INDEXES;
    }

    private static String hex(byte value) {
        return HexFormat.of().toHexDigits(value);
    }

    private static ByteBuffer read(Path path, FileChannel channel, long from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int read = 0;
            while (read >= 0 && bytes.hasRemaining()) {
                read = channel.read(bytes, from + bytes.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        return bytes.flip();
    }
}
