package io.bullring.gateway.history;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

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

    /**
     * Two walks as one: of the next row of each the one with the larger number comes first, as long as they are wanted. Both must go by
     * descending number.
     */
    static <T> void together(Steps<T> one, Steps<T> other, ToLongFunction<T> number, Predicate<T> rows)
            throws RocksDBException {
        boolean wanted = true;
        while (wanted && (one.row() != null || other.row() != null)) {
            boolean isOne = other.row() == null
                    || one.row() != null && number.applyAsLong(one.row()) >= number.applyAsLong(other.row());
            Steps<T> next = isOne ? one : other;
            wanted = rows.test(next.row());
            if (wanted) {
                next.step();
            }
        }
    }

    /** One row after the other. */
    static final class Steps<T> {
        private final RowWalk<T> walk;
        private final RocksIterator rows;
        private T row;

        Steps(RowWalk<T> walk, RocksIterator rows) throws RocksDBException {
            this.walk = walk;
            this.rows = rows;
            rows.seek(walk.from);
            read();
        }

        /** Null behind the last one. */
        T row() {
            return row;
        }

        void step() throws RocksDBException {
            rows.next();
            read();
        }

        private void read() throws RocksDBException {
            rows.status();
            boolean isThere = rows.isValid() && HistoryKey.hasPrefix(rows.key(), walk.prefix);
            row = isThere ? walk.decode.apply(rows.value()) : null;
        }
    }
}
