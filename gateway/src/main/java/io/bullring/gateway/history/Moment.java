package io.bullring.gateway.history;

import io.bullring.gateway.history.RowWalk.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/** The rows as they are at one moment, however long they are looked at. For the thread that looks. */
final class Moment implements AutoCloseable {
    private final RocksDB rocks;
    private final Snapshot snapshot;

    Moment(RocksDB rocks) {
        this.rocks = rocks;
        snapshot = rocks.getSnapshot();
    }

    /** The row, or null. */
    byte[] get(byte[] key) throws RocksDBException {
        try (ReadOptions reading = new ReadOptions().setSnapshot(snapshot)) {
            return rocks.get(reading, key);
        }
    }

    /** Walks over the rows of some tables by descending number, as long as they are wanted. */
    <T> void walk(List<RowWalk<T>> walks, ToLongFunction<T> number, Predicate<T> rows) throws RocksDBException {
        List<Steps<T>> all = new ArrayList<>();
        try {
            walks.forEach(walk -> all.add(new Steps<>(walk, rocks, snapshot)));
            RowWalk.together(all, number, rows);
        } finally {
            all.forEach(Steps::close);
        }
    }

    /**
     * The walk without the rows that are younger than a time. As numbers and times count up together, its beginning is sought by halves:
     * one row is looked at for each time that the newest number can be halved.
     */
    <T> RowWalk<T> until(RowWalk<T> walk, ToLongFunction<T> timeNs, long toNs) throws RocksDBException {
        try (Steps<T> steps = new Steps<>(walk, rocks, snapshot)) {
            long low = 0;
            long high = Long.MAX_VALUE;
            long number = high;
            while (low < high) {
                steps.seek(number);
                if (steps.row() == null || timeNs.applyAsLong(steps.row()) <= toNs) {
                    low = number;
                } else {
                    high = steps.number() - 1;
                }
                number = low + (high - low + 1) / 2;
            }
            return walk.from(low);
        }
    }

    @Override
    public void close() {
        rocks.releaseSnapshot(snapshot);
    }
}
