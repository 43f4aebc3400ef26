package io.bullring.core.order;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.Arrays;

/** The memories of placements, by portfolio; only portfolios that use client order ids have one. Engine thread only. */
public final class Placements {
    private PlacementMemory[] byPortfolio = new PlacementMemory[16];

    /** The portfolio's memory, or null while it has none. */
    public PlacementMemory of(int portfolio) {
        return portfolio < byPortfolio.length ? byPortfolio[portfolio] : null;
    }

    /** Whether nothing is remembered of anybody. */
    public boolean isEmpty() {
        for (PlacementMemory memory : byPortfolio) {
            if (memory != null && !memory.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Forgets the placements of a portfolio that is closed. */
    public void forget(int portfolio) {
        if (portfolio < byPortfolio.length) {
            byPortfolio[portfolio] = null;
        }
    }

    public PlacementMemory ofOrNew(int portfolio) {
        if (portfolio >= byPortfolio.length) {
            byPortfolio = Arrays.copyOf(byPortfolio, Math.max(portfolio + 1, byPortfolio.length * 2));
        }
        if (byPortfolio[portfolio] == null) {
            byPortfolio[portfolio] = new PlacementMemory();
        }
        return byPortfolio[portfolio];
    }

    public void writeTo(SnapshotSink sink) {
        for (int portfolio = 1; portfolio < byPortfolio.length; portfolio++) {
            if (byPortfolio[portfolio] != null && !byPortfolio[portfolio].isEmpty()) {
                sink.putLong(portfolio);
                byPortfolio[portfolio].writeTo(sink);
            }
        }
        sink.putLong(0);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param places that there are; a snapshot that names another is damaged
     */
    public void readFrom(SnapshotSource source, int places) {
        for (int portfolio = (int) source.getLong(); portfolio != 0; portfolio = (int) source.getLong()) {
            Check.that(portfolio > 0 && portfolio <= places, "a memory of somebody who is not there");
            ofOrNew(portfolio).readFrom(source);
        }
    }
}
