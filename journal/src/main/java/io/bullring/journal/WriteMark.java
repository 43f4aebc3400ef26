package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What a queue file's header says of the last committed document: the position of its word, 0 while there is none.
 * Chronicle notes it after each commit, so it may be behind, never ahead.
 *
 * <p>The header is Chronicle's self-describing binary text. We look for the field's name and the array of two longs
 * behind it; the first is the position.
 */
final class WriteMark {
    private static final byte[] NAME = "writePosition".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 256;
    private static final byte LONG_ARRAY = (byte) 0x8D;
    private static final int PADDING_AT_MOST = 16;

    private WriteMark() {}

    /** The position; empty when the file's header is not one that we know. */
    static OptionalLong read(Path path, FileChannel channel) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try {
            channel.read(header, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        int array = arrayBehindName(header.flip());
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
}
