package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Samples what portfolios are worth: when one is opened, closed, parked or taken up again, and for each minute of the venue's
 * time in which it had an order accepted or filled or was given base asset. The sample of a minute bears the minute's last nanosecond, says what the
 * portfolio was worth after the last fill or grant in it, or else at its first order, and gives way to one of the former four that comes
 * later in the same minute. An idle portfolio costs nothing: its positions stand still, and candles tell what they are worth.
 *
 * <p>Cash, positions and what came of the session follow from fills. Those of portfolios that traded lately are in memory; all are
 * in the files with each batch, and with them the sample of the last minute that had any, which becomes a row of its own when another
 * comes. What happens is noted, and done when the batch ends: then the portfolios that are missing can be read together. On the
 * follower's thread.
 */
final class WorthDesk {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private record Place(int agentId, long portfolioId) {
        byte[] key() {
            return HistoryKey.ofAgent(HistoryKey.PORTFOLIO, agentId, portfolioId);
        }
    }

    /** What one note is worth in rows, about: so that notes count for the bound of a batch. */
    private static final long NOTE_BYTES = 128;

    private final HistoryDatabase database;
    private final RowBatch batch;
    private final RowCache<Place, PortfolioWorth> portfolios;
    private final Map<Integer, Long> lastPricesE8 = new HashMap<>();
    private final Set<Integer> changedPrices = new HashSet<>();
    private final List<Runnable> noted = new ArrayList<>();
    private final List<Place> needed = new ArrayList<>();
    private final Set<Place> changed = new LinkedHashSet<>();

    WorthDesk(HistoryDatabase database, RowBatch batch, int maxInMemory) {
        this.database = database;
        this.batch = batch;
        portfolios = new RowCache<>(database, maxInMemory, Place::key, PortfolioWorth::of);
    }

    void onPrice(int instrumentId, long lastE8) {
        noted.add(() -> {
            lastPricesE8.put(instrumentId, lastE8);
            changedPrices.add(instrumentId);
        });
    }

    void onOpened(int agentId, long portfolioId, long balanceE8, long timeNs) {
        Place place = new Place(agentId, portfolioId);
        noted.add(() -> {
            portfolios.put(place, PortfolioWorth.opened(portfolioId, balanceE8, timeNs));
            changed.add(place);
            putSample(place, timeNs, balanceE8);
        });
    }

    void onClosed(int agentId, long portfolioId, long equityE8, long timeNs) {
        Place place = need(agentId, portfolioId);
        noted.add(() -> {
            endMinute(place, worth(place), timeNs);
            putSample(place, timeNs, equityE8);
            portfolios.remove(place);
            changed.remove(place);
            batch.delete(place.key());
        });
    }

    void onOrder(int agentId, long portfolioId, long timeNs) {
        Place place = need(agentId, portfolioId);
        noted.add(() -> {
            PortfolioWorth worth = worth(place);
            if (!worth.isSampledAt(endOfMinute(timeNs))) {
                sampleMinute(place, worth, timeNs);
            }
        });
    }

    void onFill(FillRecord fill) {
        Place place = need(fill.agentId(), fill.portfolioId());
        noted.add(() -> {
            PortfolioWorth worth = worth(place);
            worth.apply(fill);
            sampleMinute(place, worth, fill.executedNs());
        });
    }

    void onGranted(GrantRecord grant) {
        Place place = need(grant.agentId(), grant.portfolioId());
        noted.add(() -> {
            PortfolioWorth worth = worth(place);
            worth.apply(grant);
            sampleMinute(place, worth, grant.grantedNs());
        });
    }

    /** Parked, or taken up again. */
    void onChanged(int agentId, long portfolioId, long timeNs) {
        Place place = need(agentId, portfolioId);
        noted.add(() -> {
            PortfolioWorth worth = worth(place);
            endMinute(place, worth, timeNs);
            changed.add(place);
            putSample(place, timeNs, worth.equityE8(this::lastPriceE8));
        });
    }

    /** Of the rows that will come of what is noted, about. */
    long bytes() {
        return noted.size() * NOTE_BYTES;
    }

    /** Does what was noted, in the order in which it happened. */
    void write() {
        portfolios.load(needed);
        noted.forEach(Runnable::run);
        needed.clear();
        noted.clear();
        changed.forEach(place -> batch.put(place.key(), worth(place).row()));
        changed.clear();
        for (int instrumentId : changedPrices) {
            batch.put(HistoryKey.price(instrumentId), HistoryRow.of(lastPricesE8.get(instrumentId)));
        }
        changedPrices.clear();
    }

    /** The batch has been written, so whatever is in memory can be read again. */
    void onWritten() {
        portfolios.trim();
    }

    private Place need(int agentId, long portfolioId) {
        Place place = new Place(agentId, portfolioId);
        needed.add(place);
        return place;
    }

    private void sampleMinute(Place place, PortfolioWorth worth, long timeNs) {
        long endNs = endOfMinute(timeNs);
        if (!worth.isSampledAt(endNs)) {
            keepSample(place, worth);
        }
        worth.sampled(endNs, worth.equityE8(this::lastPriceE8));
        changed.add(place);
    }

    /** The sample of the minute, if there is one, makes room for another; that of a minute before stays. */
    private void endMinute(Place place, PortfolioWorth worth, long timeNs) {
        if (!worth.isSampledAt(endOfMinute(timeNs))) {
            keepSample(place, worth);
        }
        worth.noSample();
    }

    private void keepSample(Place place, PortfolioWorth worth) {
        if (worth.hasSample()) {
            EquitySample sample = worth.sample();
            putSample(place, sample.timeNs(), sample.equityE8());
        }
    }

    private static long endOfMinute(long timeNs) {
        return CandleInterval.ONE_MINUTE.openNs(timeNs) + MINUTE_NS - 1;
    }

    private void putSample(Place place, long timeNs, long equityE8) {
        batch.put(
                HistoryKey.equity(place.agentId(), timeNs, place.portfolioId()),
                HistoryRow.of(new EquitySample(timeNs, place.portfolioId(), equityE8)));
    }

    private PortfolioWorth worth(Place place) {
        PortfolioWorth worth = portfolios.get(place);
        Check.that(worth != null, "a portfolio trades that was not opened");
        return worth;
    }

    private long lastPriceE8(int instrumentId) {
        return lastPricesE8.computeIfAbsent(instrumentId, this::storedPriceE8);
    }

    private long storedPriceE8(int instrumentId) {
        byte[] row = database.get(HistoryKey.price(instrumentId));
        return row == null ? 0 : HistoryRow.number(row);
    }
}
