package io.bullring.gateway.history;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/**
 * The history on disk, in an embedded RocksDB: its memory has a bound whatever its size, and it opens where it was. When
 * it is lost or damaged it begins anew, at checkpoint 0, and replay fills it. When it cannot be written it fails by name
 * ({@link HistoryFailure}).
 *
 * <pre>
 *  bullring-follower ──► HistoryWriter ──► batch ──► HistoryDatabase ◄── pages ◄── any thread
 *                             └► CandleDesk ─┘
 * </pre>
 */
public final class DiskHistoryStore implements HistoryStore, AutoCloseable {
    private final HistoryDatabase database;
    private final HistoryWriter writer;
    private final int maxScannedRows;

    private DiskHistoryStore(HistoryDatabase database, HistoryConfig config) {
        this.database = database;
        this.writer = new HistoryWriter(database, config);
        this.maxScannedRows = config.maxScannedRows();
    }

    /** The directory above must exist, and no other process may have this one open. */
    public static DiskHistoryStore open(Path directory, HistoryConfig config) {
        return new DiskHistoryStore(HistoryDatabase.open(directory, config), config);
    }

    @Override
    public long checkpoint() {
        return writer.checkpoint();
    }

    @Override
    public OrderRecord order(long orderId) {
        byte[] row = rowOf(HistoryKey.agentOfOrder(orderId), HistoryKey.ORDER, orderId);
        return row == null ? null : HistoryRow.order(row);
    }

    @Override
    public Page<OrderRecord> orders(int agentId, OrderFilter filter, int limit, int offset) {
        return page(HistoryKey.ofAgent(HistoryKey.ORDER, agentId), HistoryRow::order, filter::accepts, limit, offset);
    }

    @Override
    public Page<OrderRecord> openOrders(int agentId, int limit, int offset) {
        return page(
                HistoryKey.ofAgent(HistoryKey.OPEN_ORDER, agentId), HistoryRow::order, order -> true, limit, offset);
    }

    @Override
    public FillRecord fill(long fillId) {
        byte[] row = rowOf(HistoryKey.agentOfFill(fillId), HistoryKey.FILL, fillId);
        return row == null ? null : HistoryRow.fill(row);
    }

    @Override
    public Page<FillRecord> fills(int agentId, FillFilter filter, int limit, int offset) {
        return page(HistoryKey.ofAgent(HistoryKey.FILL, agentId), HistoryRow::fill, filter::accepts, limit, offset);
    }

    @Override
    public List<EquitySample> equity(int agentId, long fromNs, long toNs, int limit) {
        List<EquitySample> newestFirst = new ArrayList<>();
        database.scan(
                HistoryKey.ofAgent(HistoryKey.EQUITY, agentId),
                HistoryKey.ofAgent(HistoryKey.EQUITY, agentId, toNs),
                row -> {
                    EquitySample sample = HistoryRow.equity(row);
                    return addUpTo(limit, newestFirst, sample, sample.timeNs() >= fromNs);
                });
        return ascending(newestFirst);
    }

    @Override
    public List<Candle> candles(int instrumentId, CandleInterval interval, long fromNs, long toNs, int limit) {
        List<Candle> newestFirst = new ArrayList<>();
        database.scan(
                HistoryKey.candles(instrumentId, interval), HistoryKey.candle(instrumentId, interval, toNs), row -> {
                    Candle candle = HistoryRow.candle(row);
                    return addUpTo(limit, newestFirst, candle, candle.openNs() >= fromNs);
                });
        return ascending(newestFirst);
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        writer.onEvents(sequence, timeNs, events, offset, length);
    }

    @Override
    public void onBatchEnd() {
        writer.commit();
    }

    /** The follower must have stopped before; readers that come later find nothing. */
    @Override
    public void close() {
        writer.close();
        database.close();
    }

    private byte[] rowOf(byte[] ownerKey, byte table, long number) {
        byte[] owner = database.get(ownerKey);
        return owner == null
                ? null
                : database.get(HistoryKey.ofAgent(table, ByteBuffer.wrap(owner).getInt(), number));
    }

    private <T> Page<T> page(
            byte[] prefix, Function<byte[], T> rowOf, Predicate<T> filter, int limit, int offset) {
        PageOf<T> page = new PageOf<>(limit, offset, maxScannedRows);
        database.scan(prefix, prefix, bytes -> {
            T row = rowOf.apply(bytes);
            return page.take(row, filter.test(row));
        });
        return page.done();
    }

    private static <T> boolean addUpTo(int limit, List<T> rows, T row, boolean wanted) {
        if (!wanted || rows.size() >= limit) {
            return false;
        }
        rows.add(row);
        return true;
    }

    private static <T> List<T> ascending(List<T> newestFirst) {
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }
}
