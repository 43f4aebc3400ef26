package io.bullring.gateway.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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
    public Page<OrderRecord> orders(int agentId, OrderFilter filter, int limit, int offset) {
        PageOf<OrderRecord> page = new PageOf<>(limit, offset, maxScannedRows, true);
        NewestFirst merged = new NewestFirst(order -> page.take(order, filter.accepts(order)));
        byte[] open = HistoryKey.ofAgent(HistoryKey.OPEN_ORDER, agentId);
        database.scan(open, open, row -> merged.open(HistoryRow.order(row)));
        database.scan(
                RowWalk.all(HistoryKey.ofAgent(HistoryKey.ORDER, agentId), HistoryRow::order),
                RowWalk.all(HistoryKey.ofAgent(HistoryKey.AT_ONCE, agentId), AtOnceRow::order),
                OrderRecord::orderId,
                merged::closed);
        merged.end();
        return page.done(count(agentId, filter.instrumentId(), Counted.orders(filter.status())));
    }

    @Override
    public Page<OrderRecord> openOrders(int agentId, int limit, int offset) {
        PageOf<OrderRecord> page = new PageOf<>(limit, offset, maxScannedRows, true);
        byte[] open = HistoryKey.ofAgent(HistoryKey.OPEN_ORDER, agentId);
        database.scan(open, open, row -> page.take(HistoryRow.order(row), true));
        return page.done(count(agentId, AgentCounts.ANY_INSTRUMENT, Counted.openOrders()));
    }

    @Override
    public Page<FillRecord> fills(int agentId, FillFilter filter, int limit, int offset) {
        PageOf<FillRecord> page = new PageOf<>(limit, offset, maxScannedRows, !filter.hasTime());
        scanFills(agentId, fill -> fill.executedNs() >= filter.fromNs() && page.take(fill, filter.accepts(fill)));
        return filter.hasTime()
                ? page.done()
                : page.done(count(agentId, filter.instrumentId(), Counted.fills(filter.side())));
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
        byte[] row = database.get(HistoryKey.ofAgent(HistoryKey.PORTFOLIO, agentId, portfolioId));
        return row == null ? null : PortfolioWorth.of(row).session();
    }

    @Override
    public Tally tally(int agentId, SessionRecord session, long fromNs) {
        if (fromNs <= session.openedNs()) {
            return session.tally();
        }
        TallyOf tally = new TallyOf(session, fromNs, maxScannedRows);
        scanFills(agentId, tally::take);
        return tally.doneOrNull();
    }

    /** Portfolios first: a sample that moves to a row of its own in between is found in both. */
    @Override
    public List<EquitySample> equity(int agentId, long fromNs, long toNs, int limit) {
        List<EquitySample> samples = lastSamples(agentId, fromNs, toNs);
        List<EquitySample> newestFirst = new ArrayList<>();
        database.scan(
                HistoryKey.ofAgent(HistoryKey.EQUITY, agentId),
                HistoryKey.equity(agentId, toNs, Long.MAX_VALUE),
                row -> {
                    EquitySample sample = HistoryRow.equity(row);
                    return addUpTo(limit, newestFirst, sample, sample.timeNs() >= fromNs);
                });
        samples.removeIf(last -> newestFirst.stream().anyMatch(last::isOfSameMoment));
        samples.addAll(newestFirst);
        samples.sort(EquitySample.OLDEST_FIRST);
        return List.copyOf(samples.subList(Math.max(0, samples.size() - limit), samples.size()));
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

    /** By descending number. */
    private void scanFills(int agentId, Predicate<FillRecord> fills) {
        database.scan(
                RowWalk.all(HistoryKey.ofAgent(HistoryKey.FILL, agentId), HistoryRow::fill),
                RowWalk.all(HistoryKey.ofAgent(HistoryKey.AT_ONCE, agentId), AtOnceRow::fill),
                FillRecord::fillId,
                fills);
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

    /** In one instrument, or in all. Read after the rows: while the agent trades, the two are a moment apart. */
    private long count(int agentId, int instrumentId, Set<Counted> kinds) {
        byte[] row = database.get(HistoryKey.counts(agentId));
        return row == null ? 0 : AgentCounts.of(row).total(instrumentId, kinds);
    }

    /** The sample of a portfolio's last minute lies with the portfolio, until another comes. */
    private List<EquitySample> lastSamples(int agentId, long fromNs, long toNs) {
        List<EquitySample> last = new ArrayList<>();
        byte[] portfolios = HistoryKey.ofAgent(HistoryKey.PORTFOLIO, agentId);
        database.scan(portfolios, portfolios, row -> {
            PortfolioWorth worth = PortfolioWorth.of(row);
            if (worth.hasSample() && worth.sample().isWithin(fromNs, toNs)) {
                last.add(worth.sample());
            }
            return true;
        });
        return last;
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
