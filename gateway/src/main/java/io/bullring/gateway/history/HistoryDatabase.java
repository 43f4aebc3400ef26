package io.bullring.gateway.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the history: rows in the order of their keys, written in transactions. One writer; readers on any thread,
 * each on the state at the beginning of its read, and none waits for the other. Its own log is not synced: a transaction
 * survives the end of the process, and after a power failure the last ones are missing as a whole, to be replayed.
 *
 * <p>Files that cannot be understood are moved aside ({@code history.damaged-1}) and begun anew. Damage that is met
 * while the venue runs leaves a mark, so that the next start does the same.
 */
final class HistoryDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryDatabase.class);
    private static final String DAMAGE_MARK = "DAMAGED";
    private static final int OPEN_FILES = 256;
    /** Handed to the disk bit by bit, for a whole buffer at once holds everybody up. */
    private static final long SMOOTHING_BYTES = 1 << 20;

    private static final int FILTER_BITS_PER_KEY = 10;

    /** Reads more than one row. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Moment moment) throws RocksDBException;
    }

    private final Path directory;
    private final LRUCache cache;
    private final BloomFilter filter;
    private final Options options;
    private final WriteOptions writing = new WriteOptions();
    /** Held by every read, so that nobody reads what has been closed: that would end the process. */
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private final RocksDB rocks;
    private boolean closed;

    private HistoryDatabase(Path directory, HistoryConfig config) throws RocksDBException {
        this.directory = directory;
        cache = new LRUCache(config.cacheBytes());
        filter = new BloomFilter(FILTER_BITS_PER_KEY, false);
        options = options(config);
        boolean opened = false;
        try {
            rocks = RocksDB.open(options, directory.toString());
            opened = true;
        } finally {
            if (!opened) {
                freeSettings();
            }
        }
    }

    /** Opens what is there, or begins anew. */
    static HistoryDatabase open(Path directory, HistoryConfig config) {
        NativeCode.load();
        if (Files.exists(directory.resolve(DAMAGE_MARK))) {
            moveAside(directory, "it was found damaged before");
        }
        try {
            HistoryDatabase database = openOrNull(directory, config);
            if (database != null) {
                return database;
            }
            return new HistoryDatabase(directory, config);
        } catch (RocksDBException e) {
            throw new HistoryFailure("cannot open the history in " + directory, e);
        }
    }

    /** Null when what was there has been moved aside. */
    private static HistoryDatabase openOrNull(Path directory, HistoryConfig config) throws RocksDBException {
        HistoryDatabase database = null;
        boolean opened = false;
        String why = "its rows have another layout";
        try {
            database = new HistoryDatabase(directory, config);
            opened = database.isOfThisVersion();
        } catch (RocksDBException e) {
            if (!isDamage(e)) {
                throw e;
            }
            why = e.getMessage();
        } finally {
            if (!opened && database != null) {
                database.close();
            }
        }
        if (!opened) {
            moveAside(directory, why);
        }
        return opened ? database : null;
    }

    /** The row, or null. */
    byte[] get(byte[] key) {
        closing.readLock().lock();
        try {
            return closed ? null : rocks.get(key);
        } catch (RocksDBException e) {
            throw failure("read", e);
        } finally {
            closing.readLock().unlock();
        }
    }

    /** The rows, null where there is none; many at once cost less than one after the other. */
    List<byte[]> getAll(List<byte[]> keys) {
        closing.readLock().lock();
        try {
            return closed ? Collections.nCopies(keys.size(), null) : rocks.multiGetAsList(keys);
        } catch (RocksDBException e) {
            throw failure("read", e);
        } finally {
            closing.readLock().unlock();
        }
    }

    /** Walks over rows in the order of their keys, from one key on, as long as they have the prefix and are wanted. */
    void scan(byte[] prefix, byte[] from, Predicate<byte[]> rows) {
        closing.readLock().lock();
        try {
            if (!closed) {
                walk(prefix, from, rows);
            }
        } catch (RocksDBException e) {
            throw failure("read", e);
        } finally {
            closing.readLock().unlock();
        }
    }

    /** What a reader makes of the rows of one moment; nothing when this has been closed. */
    <T> T read(T nothing, Reading<T> reading) {
        closing.readLock().lock();
        try {
            return closed ? nothing : read(reading);
        } catch (RocksDBException e) {
            throw failure("read", e);
        } finally {
            closing.readLock().unlock();
        }
    }

    /** The last row, in the order of keys, that has the prefix and does not stand behind a key; null: there is none. */
    byte[] last(byte[] prefix, byte[] to) {
        closing.readLock().lock();
        try {
            return closed ? null : seekLast(prefix, to);
        } catch (RocksDBException e) {
            throw failure("read", e);
        } finally {
            closing.readLock().unlock();
        }
    }

    /** All of the batch or nothing of it. */
    void write(RowBatch batch) {
        try (WriteBatch changes = new WriteBatch(batch.ordered())) {
            rocks.write(writing, changes);
        } catch (RocksDBException e) {
            throw failure("write", e);
        }
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                flush();
                rocks.close();
                freeSettings();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }

    /** So that the next start has nothing to read again; when it fails, it has. */
    private void flush() {
        try (FlushOptions all = new FlushOptions()) {
            rocks.flush(all);
        } catch (RocksDBException e) {
            LOG.warn("the next start of the history takes longer: {}", e.getMessage());
        }
    }

    private HistoryFailure failure(String what, RocksDBException e) {
        if (isDamage(e)) {
            mark();
        }
        return new HistoryFailure("cannot " + what + " the history in " + directory + ": " + e.getMessage(), e);
    }

    private byte[] seekLast(byte[] prefix, byte[] to) throws RocksDBException {
        try (RocksIterator row = rocks.newIterator()) {
            row.seekForPrev(to);
            row.status();
            return row.isValid() && HistoryKey.hasPrefix(row.key(), prefix) ? row.value() : null;
        }
    }

    private void walk(byte[] prefix, byte[] from, Predicate<byte[]> rows) throws RocksDBException {
        try (RocksIterator row = rocks.newIterator()) {
            row.seek(from);
            while (row.isValid() && HistoryKey.hasPrefix(row.key(), prefix) && rows.test(row.value())) {
                row.next();
            }
            row.status();
        }
    }

    private <T> T read(Reading<T> reading) throws RocksDBException {
        try (Moment moment = new Moment(rocks)) {
            return reading.of(moment);
        }
    }

    private boolean isOfThisVersion() throws RocksDBException {
        byte[] ours = HistoryRow.of(HistoryRow.VERSION);
        byte[] version = rocks.get(HistoryKey.version());
        if (version == null) {
            rocks.put(writing, HistoryKey.version(), ours);
            return true;
        }
        return Arrays.equals(version, ours);
    }

    /** Indexes and filters lie in the cache in parts, for a whole one would push out everything else. */
    private Options options(HistoryConfig config) {
        return withHints()
                .setCreateIfMissing(true)
                .setWriteBufferSize(config.writeBufferBytes())
                .setMaxWriteBufferNumber(3)
                .setMaxOpenFiles(OPEN_FILES)
                .setMaxBackgroundJobs(2)
                .setAvoidFlushDuringRecovery(true)
                .setBytesPerSync(SMOOTHING_BYTES)
                .setWalBytesPerSync(SMOOTHING_BYTES)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(1 << 20)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setPinTopLevelIndexAndFilter(true)
                        .setFilterPolicy(filter));
    }

    /** A row's place is looked for from the place of the row before it in the same table, the key's first byte. No method sets that. */
    private static Options withHints() {
        Properties byName = new Properties();
        byName.setProperty("memtable_insert_with_hint_prefix_extractor", "rocksdb.CappedPrefix.1");
        try (DBOptions files = new DBOptions();
                ColumnFamilyOptions rows = ColumnFamilyOptions.getColumnFamilyOptionsFromProps(byName)) {
            if (rows == null) {
                throw new IllegalStateException("this RocksDB does not know one of " + byName);
            }
            return new Options(files, rows);
        }
    }

    private void freeSettings() {
        options.close();
        filter.close();
        cache.close();
        writing.close();
    }

    private static boolean isDamage(RocksDBException e) {
        return e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
    }

    private void mark() {
        Path mark = directory.resolve(DAMAGE_MARK);
        try {
            Files.write(mark, new byte[0]);
        } catch (IOException e) {
            LOG.warn("cannot write {}: remove the history's directory by hand before the next start", mark, e);
        }
    }

    private static void moveAside(Path directory, String why) {
        int number = 1;
        while (Files.exists(aside(directory, number))) {
            number++;
        }
        Path aside = aside(directory, number);
        try {
            Files.move(directory, aside);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move the damaged history aside, to " + aside, e);
        }
        LOG.warn("the history is rebuilt from the journal, for {}; the old one is now {}", why, aside);
    }

    private static Path aside(Path directory, int number) {
        return directory.resolveSibling(directory.getFileName() + ".damaged-" + number);
    }
}
