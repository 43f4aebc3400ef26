package io.bullring.gateway.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What is to be changed in the files in one transaction. It is handed over in the order of the keys, each row once: the database
 * looks for a row's place from the place of the row before it, which is a short way when that one is a neighbour, and a long
 * way when it is a row of another table. On the follower's thread.
 */
final class RowBatch implements AutoCloseable {
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
    private final WriteBatch ordered = new WriteBatch();
    private long bytes;

    void put(byte[] key, byte[] row) {
        add(Change.of(key, row), row.length);
    }

    void delete(byte[] key) {
        add(Change.of(key, null), 0);
    }

    /** All rows from one key on, until before the other, also those of this batch. */
    void deleteRange(byte[] from, byte[] to) throws RocksDBException {
        order();
        ordered.deleteRange(from, to);
    }

    /** Of the changes so far, keys and rows. */
    long bytes() {
        return bytes;
    }

    WriteBatch ordered() throws RocksDBException {
        order();
        return ordered;
    }

    void clear() {
        changes.clear();
        ordered.clear();
        bytes = 0;
    }

    @Override
    public void close() {
        ordered.close();
    }

    private void add(Change change, int rowBytes) {
        changes.add(change);
        bytes += change.key().length + rowBytes;
    }

    /** Of the changes of one key only the last matters. */
    private void order() throws RocksDBException {
        changes.sort(null);
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            boolean isLast = i + 1 == changes.size() || !changes.get(i + 1).isOf(change.key());
            if (isLast && change.row() != null) {
                ordered.put(change.key(), change.row());
            } else if (isLast) {
                ordered.delete(change.key());
            }
        }
        changes.clear();
    }
}
