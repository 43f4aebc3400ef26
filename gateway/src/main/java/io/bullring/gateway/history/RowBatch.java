package io.bullring.gateway.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/**
 * What is to be changed in the files in one transaction. It is handed over in the order of the keys, each row once: the database
 * looks for a row's place from the place of the row before it, which is a short way when that one is a neighbour, and a long
 * way when it is a row of another table. On the follower's thread.
 *
 * <p>Made here as the bytes that RocksDB keeps of a batch itself, for to hand over row by row is a call into native code with two copies for
 * each:
 *
 * <pre>
 *  number 8 │ count 4, little-endian │ for each change: kind 1 │ length of the key, 1 to 5 │ key │ length, 1 to 5 │ row, or last key
 * </pre>
 */
final class RowBatch {
    private static final int COUNT_OFFSET = Long.BYTES;
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;
    private static final byte DELETE = 0;
    private static final byte PUT = 1;
    private static final byte DELETE_RANGE = 15;
    private static final int SEVEN_BITS = 0x7f;

    /**
     * @param head first bytes of the key, zeros behind a short one: most keys differ there, and two numbers are compared in no time
     * @param row null for a row that goes
     */
    private record Change(long head, byte[] key, byte[] row) implements Comparable<Change> {
        private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

        static Change of(byte[] key, byte[] row) {
            byte[] longEnough = key.length < Long.BYTES ? Arrays.copyOf(key, Long.BYTES) : key;
            return new Change((long) BYTES.get(longEnough, 0), key, row);
        }

        @Override
        public int compareTo(Change other) {
            return head == other.head ? Arrays.compareUnsigned(key, other.key) : Long.compareUnsigned(head, other.head);
        }

        boolean isOf(byte[] otherKey) {
            return Arrays.equals(key, otherKey);
        }
    }

    private final List<Change> changes = new ArrayList<>();
    private final ExpandableArrayBuffer ordered = new ExpandableArrayBuffer();
    private int orderedBytes = HEAD_BYTES;
    private int orderedCount;
    private long bytes;

    void put(byte[] key, byte[] row) {
        add(Change.of(key, row), row.length);
    }

    void delete(byte[] key) {
        add(Change.of(key, null), 0);
    }

    /** All rows from one key on, until before the other, also those of this batch. */
    void deleteRange(byte[] from, byte[] to) {
        order();
        append(DELETE_RANGE, from, to);
    }

    /** Of the changes so far, keys and rows. */
    long bytes() {
        return bytes;
    }

    /** All changes, each key once, as the database takes them. */
    byte[] ordered() {
        order();
        ordered.putLong(0, 0); // the database's own number for the batch
        ordered.putInt(COUNT_OFFSET, orderedCount, ByteOrder.LITTLE_ENDIAN);
        return Arrays.copyOf(ordered.byteArray(), orderedBytes);
    }

    void clear() {
        changes.clear();
        orderedBytes = HEAD_BYTES;
        orderedCount = 0;
        bytes = 0;
    }

    private void add(Change change, int rowBytes) {
        changes.add(change);
        bytes += change.key().length + rowBytes;
    }

    /** Of the changes of one key only the last matters. */
    private void order() {
        changes.sort(null);
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            boolean isLast = i + 1 == changes.size() || !changes.get(i + 1).isOf(change.key());
            if (isLast && change.row() != null) {
                append(PUT, change.key(), change.row());
            } else if (isLast) {
                append(DELETE, change.key());
            }
        }
        changes.clear();
    }

    private void append(byte kind, byte[]... parts) {
        ordered.putByte(orderedBytes++, kind);
        for (byte[] part : parts) {
            appendLength(part.length);
            ordered.putBytes(orderedBytes, part);
            orderedBytes += part.length;
        }
        orderedCount++;
    }

    /** Seven bits a byte, the lowest first, the eighth for all but the last. */
    private void appendLength(int length) {
        int rest = length;
        while (rest > SEVEN_BITS) {
            ordered.putByte(orderedBytes++, (byte) (rest | ~SEVEN_BITS));
            rest >>>= Byte.SIZE - 1;
        }
        ordered.putByte(orderedBytes++, (byte) rest);
    }
}
