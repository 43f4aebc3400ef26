package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Samples what portfolios are worth. A portfolio gets a sample when it is opened, closed, parked or taken up again, and one
 * for each minute of the venue's time in which it had an order accepted or filled: after its last fill in that minute, or else
 * at its first order. An idle one costs nothing: its positions stand still, and candles tell what they are worth.
 *
 * <p>Cash and positions follow from fills. Those of portfolios that traded lately are in memory; all are in the files with
 * each batch. On the follower's thread.
 */
final class WorthDesk {
    private record Place(int agentId, long portfolioId) {
        byte[] key() {
            return HistoryKey.ofAgent(HistoryKey.PORTFOLIO, agentId, portfolioId);
        }
    }

    private record SamplePlace(Place portfolio, long timeNs) {
        byte[] key() {
            return HistoryKey.equity(portfolio.agentId(), timeNs, portfolio.portfolioId());
        }
    }

    private final HistoryDatabase database;
    private final WriteBatch batch;
    private final int maxInMemory;
    /** The ones that were longest not asked for come first. */
    private final Map<Place, PortfolioWorth> portfolios = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Place> changed = new HashSet<>();
    private final Map<SamplePlace, EquitySample> samples = new HashMap<>();
    private final Map<Integer, Long> lastPricesE8 = new HashMap<>();
    private final Set<Integer> changedPrices = new HashSet<>();

    /** @param batch where rows are deleted at once, and to which {@link #write} adds what has changed */
    WorthDesk(HistoryDatabase database, WriteBatch batch, int maxInMemory) {
        this.database = database;
        this.batch = batch;
        this.maxInMemory = maxInMemory;
    }

    void onPrice(int instrumentId, long lastE8) {
        lastPricesE8.put(instrumentId, lastE8);
        changedPrices.add(instrumentId);
    }

    void onOpened(int agentId, long portfolioId, long balanceE8, long timeNs) {
        Place place = new Place(agentId, portfolioId);
        portfolios.put(place, PortfolioWorth.opened(balanceE8, timeNs));
        changed.add(place);
        put(place, timeNs, balanceE8);
    }

    void onClosed(int agentId, long portfolioId, long equityE8, long timeNs) throws RocksDBException {
        Place place = new Place(agentId, portfolioId);
        put(place, timeNs, equityE8);
        portfolios.remove(place);
        changed.remove(place);
        batch.delete(place.key());
    }

    void onOrder(int agentId, long portfolioId, long timeNs) throws RocksDBException {
        Place place = new Place(agentId, portfolioId);
        PortfolioWorth worth = worth(place);
        if (!worth.isSampledIn(CandleInterval.ONE_MINUTE.openNs(timeNs))) {
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
    void onChanged(int agentId, long portfolioId, long timeNs) {
        Place place = new Place(agentId, portfolioId);
        PortfolioWorth worth = worth(place);
        put(place, timeNs, worth.equityE8(this::lastPriceE8));
        worth.kept(timeNs);
        changed.add(place);
    }

    /** The agent's rows are deleted from the files, and not written again. What is in memory of it is nobody's and grows old. */
    void forget(int agentId) {
        changed.removeIf(place -> place.agentId() == agentId);
        samples.keySet().removeIf(place -> place.portfolio().agentId() == agentId);
    }

    void write() throws RocksDBException {
        for (Place place : changed) {
            batch.put(place.key(), portfolios.get(place).row());
        }
        for (Map.Entry<SamplePlace, EquitySample> sample : samples.entrySet()) {
            batch.put(sample.getKey().key(), HistoryRow.of(sample.getValue()));
        }
        for (int instrumentId : changedPrices) {
            batch.put(HistoryKey.price(instrumentId), HistoryRow.of(lastPricesE8.get(instrumentId)));
        }
        changed.clear();
        samples.clear();
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
        if (worth.isSampledIn(CandleInterval.ONE_MINUTE.openNs(timeNs)) && worth.sampledNs() != timeNs) {
            SamplePlace before = new SamplePlace(place, worth.sampledNs());
            if (samples.remove(before) == null) {
                batch.delete(before.key());
            }
        }
        put(place, timeNs, worth.equityE8(this::lastPriceE8));
        worth.sampled(timeNs);
        changed.add(place);
    }

    private void put(Place place, long timeNs, long equityE8) {
        samples.put(new SamplePlace(place, timeNs), new EquitySample(timeNs, place.portfolioId(), equityE8));
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
