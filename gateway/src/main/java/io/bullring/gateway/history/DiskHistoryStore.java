package io.bullring.gateway.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.rocksdb.RocksDBException;

/**
 * The history on disk, in an embedded RocksDB: its memory has a bound whatever its size, and it opens where it was. When
 * it is lost or damaged it begins anew, at checkpoint 0, and replay fills it. When it cannot be written it fails by name
 * ({@link HistoryFailure}).
 *
 * <pre>
 *  bullring-follower ──► HistoryWriter ──► batch ──► HistoryDatabase ◄── pages ◄── any thread
 *                             ├► CandleDesk ─┤
 *                             ├► CountDesk ──┤
 *                             └► WorthDesk ──┘
 * </pre>
 */
public final class DiskHistoryStore implements HistoryStore, AutoCloseable {
    private final HistoryDatabase database;
    private final HistoryWriter writer;
    private final int maxScannedRows;

    private DiskHistoryStore(HistoryDatabase database, HistoryConfig config, OrderSink changes) {
        this.database = database;
        this.writer = new HistoryWriter(database, config, changes);
        this.maxScannedRows = config.maxScannedRows();
    }

    /** The directory above must exist, and no other process may have this one open. */
    public static DiskHistoryStore open(Path directory, HistoryConfig config) {
        return open(directory, config, OrderSink.NONE);
    }

    /** The same, telling of every order that it takes in. */
    public static DiskHistoryStore open(Path directory, HistoryConfig config, OrderSink changes) {
        return new DiskHistoryStore(HistoryDatabase.open(directory, config), config, changes);
    }

    @Override
    public long checkpoint() {
        return writer.checkpoint();
    }

    @Override
    public int maxScannedRows() {
        return maxScannedRows;
    }

    @Override
    public OrderRecord order(int agentId, long orderId) {
        // Open before closed: an order that closes in between is found in one of the two.
        byte[] row = database.get(HistoryKey.ofAgent(HistoryKey.OPEN_ORDER, agentId, orderId));
        if (row == null) {
            row = database.get(HistoryKey.ofAgent(HistoryKey.ORDER, agentId, orderId));
        }
        if (row != null) {
            return HistoryRow.order(row);
        }
        row = database.get(HistoryKey.ofAgent(HistoryKey.AT_ONCE, agentId, orderId));
        return row == null ? null : AtOnceRow.order(row);
    }

    @Override
    public Page<OrderRecord> orders(int agentId, OrderFilter filter, int limit, int offset, int maxRows) {
        if (filter.clientOrderId() != null) {
            return named(agentId, filter, new PageOf<>(limit, offset, PageOf.NOT_COUNTED, maxRows));
        }
        return database.read(Page.empty(), moment -> {
            long total = count(moment, agentId, filter.instrumentId(), Counted.orders(filter.status()));
            PageOf<OrderRecord> page = new PageOf<>(limit, offset, total, maxRows);
            if (!page.isDone()) {
                moment.walk(
                        before(filter.beforeId(), ordersOf(agentId, filter.status())),
                        OrderRecord::orderId,
                        order -> page.take(order, filter.accepts(order)));
            }
            return page.doneOrNull();
        });
    }

    @Override
    public Page<OrderRecord> openOrders(int agentId, int instrumentId, long beforeId, int limit, int offset) {
        OrderFilter filter = new OrderFilter(null, instrumentId);
        return database.read(Page.empty(), moment -> {
            long total = count(moment, agentId, instrumentId, Counted.openOrders());
            PageOf<OrderRecord> page = new PageOf<>(limit, offset, total, Integer.MAX_VALUE);
            if (!page.isDone()) {
                moment.walk(
                        before(beforeId, List.of(openOrdersOf(agentId))),
                        OrderRecord::orderId,
                        order -> page.take(order, filter.accepts(order)));
            }
            return page.doneOrNull();
        });
    }

    @Override
    public Page<FillRecord> fills(int agentId, FillFilter filter, int limit, int offset, int maxRows) {
        return database.read(Page.empty(), moment -> {
            long ever = count(moment, agentId, filter.instrumentId(), Counted.fills(filter.side()));
            long total = filter.hasTime() && ever > 0 ? PageOf.NOT_COUNTED : ever;
            PageOf<FillRecord> page = new PageOf<>(limit, offset, total, maxRows);
            if (!page.isDone()) {
                moment.walk(
                        fillsOf(moment, agentId, filter.toNs()),
                        FillRecord::fillId,
                        fill -> fill.executedNs() >= filter.fromNs() && page.take(fill, filter.accepts(fill)));
            }
            return page.doneOrNull();
        });
    }

    @Override
    public boolean walkFills(int agentId, long fromNs, int maxRows, Predicate<FillRecord> fills) {
        int[] left = {maxRows};
        scanFills(agentId, fill -> fill.executedNs() >= fromNs && left[0]-- > 0 && fills.test(fill));
        return left[0] >= 0;
    }

    @Override
    public List<FillRecord> newestFills(int agentId, long fromNs, int limit) {
        List<FillRecord> newestFirst = new ArrayList<>();
        scanFills(agentId, fill -> addUpTo(limit, newestFirst, fill, fill.executedNs() >= fromNs));
        return newestFirst;
    }

    @Override
    public List<GrantRecord> newestGrants(int agentId, long fromNs, int limit) {
        List<GrantRecord> newestFirst = new ArrayList<>();
        byte[] grants = HistoryKey.ofAgent(HistoryKey.GRANT, agentId);
        database.scan(grants, grants, row -> {
            GrantRecord grant = HistoryRow.grant(row);
            return addUpTo(limit, newestFirst, grant, grant.grantedNs() >= fromNs);
        });
        return newestFirst;
    }

    @Override
    public FillRecord newestFillOfNextTrader(int afterAgentId) {
        FillRecord fill = firstBehind(afterAgentId, HistoryKey.FILL, HistoryRow::fill);
        FillRecord atOnce = firstBehind(afterAgentId, HistoryKey.AT_ONCE, AtOnceRow::fill);
        if (fill == null || atOnce == null) {
            return fill == null ? atOnce : fill;
        }
        boolean isOfOne = fill.agentId() == atOnce.agentId();
        boolean isFill = isOfOne ? fill.fillId() > atOnce.fillId() : fill.agentId() < atOnce.agentId();
        return isFill ? fill : atOnce;
    }

    @Override
    public SessionRecord session(int agentId, long portfolioId) {
        return session(HistoryKey.PORTFOLIO, agentId, portfolioId);
    }

    /** Open before closed: a portfolio that is closed in between is found in one of the two. */
    @Override
    public SessionRecord sessionBefore(int agentId, SessionRecord session) {
        SessionRecord open = session(agentId, session.previousId());
        return open == null ? session(HistoryKey.CLOSED_PORTFOLIO, agentId, session.previousId()) : open;
    }

    @Override
    public Tally tally(int agentId, SessionRecord session, long fromNs, int maxRows) {
        if (fromNs <= session.openedNs()) {
            return session.tally();
        }
        Tally[] tally = {Tally.NONE};
        boolean isWhole = walkFills(agentId, fromNs, maxRows, fill -> {
            tally[0] = session.has(fill) ? tally[0].plus(fill) : tally[0];
            return true;
        });
        return isWhole ? tally[0] : null;
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
    public List<FillRecord> newestTrades(int instrumentId, int limit) {
        List<FillRecord> newestFirst = new ArrayList<>();
        byte[] trades = HistoryKey.trades(instrumentId);
        database.scan(trades, trades, row -> addUpTo(limit, newestFirst, HistoryRow.fill(row), true));
        return newestFirst;
    }

    @Override
    public CandleSpan candleSpan(int instrumentId) {
        byte[] minutes = HistoryKey.candles(instrumentId, CandleInterval.ONE_MINUTE);
        byte[] first =
                database.last(minutes, HistoryKey.candle(instrumentId, CandleInterval.ONE_MINUTE, Long.MIN_VALUE));
        List<Candle> last = candles(instrumentId, CandleInterval.ONE_MINUTE, Long.MIN_VALUE, Long.MAX_VALUE, 1);
        return first == null || last.isEmpty()
                ? null
                : new CandleSpan(HistoryRow.candle(first).openNs(), last.getFirst().openNs());
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

    /** Tells of the orders that changed, of which only the next end of a batch makes rows. On the follower's thread. */
    public void tell() {
        writer.tell();
    }

    @Override
    public void onBatchEnd() {
        writer.commit();
    }

    /** The follower must have stopped before; readers that come later find nothing. */
    @Override
    public void close() {
        database.close();
    }

    /** Null for an order is what a deletion in between leaves. */
    private Page<OrderRecord> named(int agentId, OrderFilter filter, PageOf<OrderRecord> page) {
        byte[] prefix = HistoryKey.ofName(agentId, filter.clientOrderId());
        return database.read(Page.empty(), moment -> {
            moment.walk(
                    before(filter.beforeId(), List.of(RowWalk.all(prefix, HistoryRow::number))),
                    Long::longValue,
                    orderId -> {
                        OrderRecord order = order(agentId, orderId);
                        return order == null || page.take(order, filter.accepts(order));
                    });
            return page.doneOrNull();
        });
    }

    private SessionRecord session(byte table, int agentId, long portfolioId) {
        byte[] row = database.get(HistoryKey.ofAgent(table, agentId, portfolioId));
        return row == null ? null : PortfolioWorth.of(row).session();
    }

    /** By descending number. */
    private void scanFills(int agentId, Predicate<FillRecord> fills) {
        database.read(null, moment -> {
            moment.walk(fillsOf(moment, agentId, Long.MAX_VALUE), FillRecord::fillId, fills);
            return null;
        });
    }

    private static List<RowWalk<FillRecord>> fillsOf(Moment moment, int agentId, long toNs) throws RocksDBException {
        RowWalk<FillRecord> fills = RowWalk.all(HistoryKey.ofAgent(HistoryKey.FILL, agentId), HistoryRow::fill);
        RowWalk<FillRecord> atOnce = RowWalk.all(HistoryKey.ofAgent(HistoryKey.AT_ONCE, agentId), AtOnceRow::fill);
        return toNs == Long.MAX_VALUE
                ? List.of(fills, atOnce)
                : List.of(
                        moment.until(fills, FillRecord::executedNs, toNs),
                        moment.until(atOnce, FillRecord::executedNs, toNs));
    }

    /** Where orders of this status lie; null: of any. */
    private static List<RowWalk<OrderRecord>> ordersOf(int agentId, OrderStatus status) {
        RowWalk<OrderRecord> closed = RowWalk.all(HistoryKey.ofAgent(HistoryKey.ORDER, agentId), HistoryRow::order);
        RowWalk<OrderRecord> atOnce = RowWalk.all(HistoryKey.ofAgent(HistoryKey.AT_ONCE, agentId), AtOnceRow::order);
        return switch (status) {
            case null -> List.of(openOrdersOf(agentId), closed, atOnce);
            case PENDING, PARTIALLY_FILLED -> List.of(openOrdersOf(agentId));
            case FILLED -> List.of(closed, atOnce);
            case CANCELLED, REJECTED, EXPIRED -> List.of(closed);
        };
    }

    /** The walks without the orders from this one on; beyond all ids they are whole. */
    private static <T> List<RowWalk<T>> before(long orderId, List<RowWalk<T>> walks) {
        return walks.stream().map(walk -> walk.from(orderId - 1)).toList();
    }

    private static RowWalk<OrderRecord> openOrdersOf(int agentId) {
        return RowWalk.all(HistoryKey.ofAgent(HistoryKey.OPEN_ORDER, agentId), HistoryRow::order);
    }

    /** The newest of the next agent that has any in this table; null: there is none. */
    private FillRecord firstBehind(int agentId, byte table, Function<byte[], FillRecord> decode) {
        FillRecord[] first = new FillRecord[1];
        database.scan(new byte[]{table}, HistoryKey.ofAgent(table, agentId + 1), row -> {
            first[0] = decode.apply(row);
            return false;
        });
        return first[0];
    }

    /** In one instrument, or in all. */
    private static long count(Moment moment, int agentId, int instrumentId, Set<Counted> kinds)
            throws RocksDBException {
        byte[] row = moment.get(HistoryKey.counts(agentId));
        return row == null ? 0 : AgentCounts.of(row).total(instrumentId, kinds);
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
