package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps what portfolios own: cash, positions, and what came of the session, as they follow from fills and grants. An idle portfolio
 * costs nothing: its positions stand still, and candles tell what they are worth. One that is closed is kept as it was then, so
 * that its past can be told like that of any other.
 *
 * <p>Those of portfolios that traded lately are in memory; all are in the files with each batch. What happens is noted, and done when
 * the batch ends: then the portfolios that are missing can be read together. On the follower's thread.
 */
final class WorthDesk {
    private record Place(int agentId, long portfolioId) {
        byte[] key() {
            return HistoryKey.ofAgent(HistoryKey.PORTFOLIO, agentId, portfolioId);
        }

        byte[] closedKey() {
            return HistoryKey.ofAgent(HistoryKey.CLOSED_PORTFOLIO, agentId, portfolioId);
        }
    }

    /** What one note is worth in rows, about: so that notes count for the bound of a batch. */
    private static final long NOTE_BYTES = 128;

    private final RowBatch batch;
    private final RowCache<Place, PortfolioWorth> portfolios;
    private final List<Runnable> noted = new ArrayList<>();
    private final List<Place> needed = new ArrayList<>();
    private final Set<Place> changed = new LinkedHashSet<>();

    WorthDesk(HistoryDatabase database, RowBatch batch, int maxInMemory) {
        this.batch = batch;
        portfolios = new RowCache<>(database, maxInMemory, Place::key, PortfolioWorth::of);
    }

    void onOpened(int agentId, long portfolioId, long previousId, long balanceE8, long timeNs) {
        Place place = new Place(agentId, portfolioId);
        noted.add(() -> {
            portfolios.put(place, PortfolioWorth.opened(portfolioId, previousId, balanceE8, timeNs));
            changed.add(place);
        });
    }

    void onClosed(int agentId, long portfolioId) {
        Place place = need(agentId, portfolioId);
        noted.add(() -> {
            batch.put(place.closedKey(), worth(place).row());
            portfolios.remove(place);
            changed.remove(place);
            batch.delete(place.key());
        });
    }

    void onFill(FillRecord fill) {
        Place place = need(fill.agentId(), fill.portfolioId());
        noted.add(() -> {
            worth(place).apply(fill);
            changed.add(place);
        });
    }

    void onGranted(GrantRecord grant) {
        Place place = need(grant.agentId(), grant.portfolioId());
        noted.add(() -> {
            worth(place).apply(grant);
            changed.add(place);
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

    private PortfolioWorth worth(Place place) {
        PortfolioWorth worth = portfolios.get(place);
        Check.that(worth != null, "a portfolio trades that was not opened");
        return worth;
    }
}
