package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Samples what portfolios are worth: when one is opened, closed, parked or taken up again, and for each minute of the venue's
 * time in which it had an order accepted or filled. The sample of a minute bears the minute's last nanosecond, says what the
 * portfolio was worth after its last fill in it, or else at its first order, and gives way to one of the former four that comes
 * later in the same minute. An idle portfolio costs nothing: its positions stand still, and candles tell what they are worth.
 *
 * <p>Cash, positions and what came of the session follow from fills. Those of portfolios that traded lately are in memory; all are in the files with
 * each batch. On the follower's thread.
 */
final class WorthDesk {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private record Place(int agentId, long portfolioId) {
        byte[] key() {
            return HistoryKey.ofAgent(HistoryKey.PORTFOLIO, agentId, portfolioId);
        }
    }

    private final HistoryDatabase database;
    private final WriteBatch batch;
    private final int maxInMemory;
    /** The ones that were longest not asked for come first. */
    private final Map<Place, PortfolioWorth> portfolios = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Integer, Long> lastPricesE8 = new HashMap<>();
    private final Set<Integer> changedPrices = new HashSet<>();

    /** @param batch where rows are put; prices, of which many come for one instrument, by {@link #writePrices} */
    WorthDesk(HistoryDatabase database, WriteBatch batch, int maxInMemory) {
        this.database = database;
        this.batch = batch;
        this.maxInMemory = maxInMemory;
    }

    void onPrice(int instrumentId, long lastE8) {
        lastPricesE8.put(instrumentId, lastE8);
        changedPrices.add(instrumentId);
    }

    void onOpened(int agentId, long portfolioId, long balanceE8, long timeNs) throws RocksDBException {
        Place place = new Place(agentId, portfolioId);
        PortfolioWorth worth = PortfolioWorth.opened(balanceE8, timeNs);
        portfolios.put(place, worth);
        put(place, worth);
        putSample(place, timeNs, balanceE8);
    }

    void onClosed(int agentId, long portfolioId, long equityE8, long timeNs) throws RocksDBException {
        Place place = new Place(agentId, portfolioId);
        giveWay(place, worth(place), timeNs);
        putSample(place, timeNs, equityE8);
        portfolios.remove(place);
        batch.delete(place.key());
    }

    void onOrder(int agentId, long portfolioId, long timeNs) throws RocksDBException {
        Place place = new Place(agentId, portfolioId);
        PortfolioWorth worth = worth(place);
        if (!worth.isSampledAt(endOfMinute(timeNs))) {
            sampleMinute(place, worth, timeNs);
        }
    }

    void onFill(FillRecord fill) throws RocksDBException {
        Place place = new Place(fill.agentId(), fill.portfolioId());
        PortfolioWorth worth = worth(place);
        worth.apply(fill);
        sampleMinute(place, worth, fill.executedNs());
    }

    /** Parked, or taken up again. */
    void onChanged(int agentId, long portfolioId, long timeNs) throws RocksDBException {
        Place place = new Place(agentId, portfolioId);
        PortfolioWorth worth = worth(place);
        giveWay(place, worth, timeNs);
        put(place, worth);
        putSample(place, timeNs, worth.equityE8(this::lastPriceE8));
    }

    void writePrices() throws RocksDBException {
        for (int instrumentId : changedPrices) {
            batch.put(HistoryKey.price(instrumentId), HistoryRow.of(lastPricesE8.get(instrumentId)));
        }
        changedPrices.clear();
    }

    /** The batch has been written, so whatever is in memory can be read again. */
    void onWritten() {
        Iterator<Place> oldest = portfolios.keySet().iterator();
        while (portfolios.size() > maxInMemory) {
            oldest.next();
            oldest.remove();
        }
    }

    private void sampleMinute(Place place, PortfolioWorth worth, long timeNs) throws RocksDBException {
        long endNs = endOfMinute(timeNs);
        worth.sampled(endNs);
        put(place, worth);
        putSample(place, endNs, worth.equityE8(this::lastPriceE8));
    }

    /** The sample of the minute, if there is one, makes room for another. */
    private void giveWay(Place place, PortfolioWorth worth, long timeNs) throws RocksDBException {
        long endNs = endOfMinute(timeNs);
        if (worth.isSampledAt(endNs)) {
            batch.delete(HistoryKey.equity(place.agentId(), endNs, place.portfolioId()));
            worth.sampled(PortfolioWorth.NEVER);
        }
    }

    private static long endOfMinute(long timeNs) {
        return CandleInterval.ONE_MINUTE.openNs(timeNs) + MINUTE_NS - 1;
    }

    private void put(Place place, PortfolioWorth worth) throws RocksDBException {
        batch.put(place.key(), worth.row());
    }

    private void putSample(Place place, long timeNs, long equityE8) throws RocksDBException {
        batch.put(
                HistoryKey.equity(place.agentId(), timeNs, place.portfolioId()),
                HistoryRow.of(new EquitySample(timeNs, place.portfolioId(), equityE8)));
    }

    private PortfolioWorth worth(Place place) {
        PortfolioWorth worth = portfolios.computeIfAbsent(place, this::stored);
        Check.that(worth != null, "a portfolio trades that was not opened");
        return worth;
    }

    private PortfolioWorth stored(Place place) {
        byte[] row = database.get(place.key());
        return row == null ? null : PortfolioWorth.of(row);
    }

    private long lastPriceE8(int instrumentId) {
        return lastPricesE8.computeIfAbsent(instrumentId, this::storedPriceE8);
    }

    private long storedPriceE8(int instrumentId) {
        byte[] row = database.get(HistoryKey.price(instrumentId));
        return row == null ? 0 : HistoryRow.number(row);
    }
}
