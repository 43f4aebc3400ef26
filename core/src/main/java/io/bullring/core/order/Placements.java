package io.bullring.core.order;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The memories of placements, by portfolio; only portfolios that use client order ids have one. Engine thread only. */
public final class Placements {
    /** Placements that the portfolios of one account remember together, but for the last few of each. */
    public static final int MOST_OF_ACCOUNT = 262_144;

    private final int mostOfAccount;
    private PlacementMemory[] byPortfolio = new PlacementMemory[16];
    private AccountMemory[] byAccount = new AccountMemory[16];

    /** Memories of nothing. Other bounds than {@link #MOST_OF_ACCOUNT} are for tests. */
    public Placements(int mostOfAccount) {
        this.mostOfAccount = mostOfAccount;
    }

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
        if (of(portfolio) != null) {
            byPortfolio[portfolio].close();
            byPortfolio[portfolio] = null;
        }
    }

    /** The memory of a portfolio, which is this account's. */
    public PlacementMemory ofOrNew(int portfolio, int account) {
        if (portfolio >= byPortfolio.length) {
            byPortfolio = Arrays.copyOf(byPortfolio, Math.max(portfolio + 1, byPortfolio.length * 2));
        }
        if (byPortfolio[portfolio] == null) {
            byPortfolio[portfolio] = new PlacementMemory(ofAccount(account));
        }
        return byPortfolio[portfolio];
    }

    private AccountMemory ofAccount(int account) {
        if (account >= byAccount.length) {
            byAccount = Arrays.copyOf(byAccount, Math.max(account + 1, byAccount.length * 2));
        }
        if (byAccount[account] == null) {
            byAccount[account] = new AccountMemory(mostOfAccount);
        }
        return byAccount[account];
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
     * @param accountOf whose the portfolio at a place is
     */
    public void readFrom(SnapshotSource source, int places, IntUnaryOperator accountOf) {
        for (int portfolio = (int) source.getLong(); portfolio != 0; portfolio = (int) source.getLong()) {
            Check.that(portfolio > 0 && portfolio <= places, "a memory of somebody who is not there");
            ofOrNew(portfolio, accountOf.applyAsInt(portfolio)).readFrom(source);
        }
    }
}
