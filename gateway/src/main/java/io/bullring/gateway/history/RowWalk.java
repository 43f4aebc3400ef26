package io.bullring.gateway.history;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/**
 * A walk over rows in the order of their keys.
 *
 * @param prefix that all their keys have
 * @param from the key that it begins at
 * @param decode what a row says
 */
record RowWalk<T>(byte[] prefix, byte[] from, Function<byte[], T> decode) {

    /** Walks over all that have the prefix, newest first. */
    static <T> RowWalk<T> all(byte[] prefix, Function<byte[], T> decode) {
        return new RowWalk<>(prefix, prefix, decode);
    }

    /** The same walk, begun at the newest row whose number is not beyond this one. */
    RowWalk<T> from(long number) {
        return new RowWalk<>(prefix, HistoryKey.numbered(prefix, number), decode);
    }

    /**
     * Some walks as one: of the next row of each the one with the largest number comes first, as long as they are wanted. All must go by
     * descending number.
     */
    static <T> void together(List<Steps<T>> walks, ToLongFunction<T> number, Predicate<T> rows)
            throws RocksDBException {
        for (Steps<T> walk : walks) {
            walk.begin();
        }
        Steps<T> next = newest(walks, number);
        while (next != null && rows.test(next.row())) {
            next.step();
            next = newest(walks, number);
        }
    }

    /** Null when all walks are at their ends. */
    private static <T> Steps<T> newest(List<Steps<T>> walks, ToLongFunction<T> number) {
        Steps<T> newest = null;
        for (Steps<T> walk : walks) {
            boolean isNewer = walk.row() != null
                    && (newest == null || number.applyAsLong(walk.row()) > number.applyAsLong(newest.row()));
            newest = isNewer ? walk : newest;
        }
        return newest;
    }

    /** One row after the other, as they are at one moment. */
    static final class Steps<T> implements AutoCloseable {
        private final RowWalk<T> walk;
        private final Slice end;
        private final ReadOptions reading;
        private final RocksIterator rows;
        private T row;

        Steps(RowWalk<T> walk, RocksDB rocks, Snapshot moment) {
            this.walk = walk;
            end = new Slice(HistoryKey.behind(walk.prefix));
            reading = new ReadOptions().setSnapshot(moment).setIterateUpperBound(end);
            rows = rocks.newIterator(reading);
        }

        void begin() throws RocksDBException {
            rows.seek(walk.from);
            read();
        }

        /** To the newest row whose number is not beyond this one. */
        void seek(long number) throws RocksDBException {
            rows.seek(HistoryKey.numbered(walk.prefix, number));
            read();
        }

        /** Null behind the last one. */
        T row() {
            return row;
        }

        /** Of the row that it is at. */
        long number() {
            return HistoryKey.number(rows.key());
        }

        void step() throws RocksDBException {
            rows.next();
            read();
        }

        @Override
        public void close() {
            rows.close();
            reading.close();
            end.close();
        }

        private void read() throws RocksDBException {
            boolean isThere = rows.isValid();
            if (!isThere) {
                rows.status();
            }
            row = isThere ? walk.decode.apply(rows.value()) : null;
        }
    }
}
