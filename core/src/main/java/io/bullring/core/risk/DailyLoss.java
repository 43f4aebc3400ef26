package io.bullring.core.risk;

import static io.bullring.core.wallet.Portfolios.NONE;

import io.bullring.core.account.Agent;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.event.EventSink;
import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import io.bullring.core.wallet.Portfolios;

/**
 * Halts a portfolio's trading for the rest of the UTC day once the day's realised loss reaches the agent's limit (R2). The
 * halt is latched: later gains or a higher limit do not lift it. Halted portfolios wait in the order of their halts for the
 * day to end, in a list that is linked through the portfolios. Who is halted anew before it was his turn to resume waits
 * behind the others. Engine thread only.
 */
public final class DailyLoss {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long PERCENT_100_E8 = 10_000_000_000L;

    private final Portfolios portfolios;
    private int first = NONE;
    private int last = NONE;

    public DailyLoss(Portfolios portfolios) {
        this.portfolios = portfolios;
    }

    /** The UTC day of a time, counted from 1970. */
    public static long day(long nowNs) {
        return nowNs / DAY_NS;
    }

    /** The loss that halts this portfolio under these settings. */
    public long limitE8(int portfolio, RiskProfile limits) {
        return E8.multiplyDivide(
                portfolios.startingBalanceE8(portfolio),
                limits.dailyLossLimitPctE8(),
                PERCENT_100_E8,
                Rounding.HALF_EVEN);
    }

    /** Whether a halt has been latched today; {@link #check} comes before, at the head of each command. */
    public boolean isHalted(int portfolio, long nowNs) {
        return portfolios.isHalted(portfolio, day(nowNs));
    }

    private boolean isReached(int portfolio, RiskProfile limits, long nowNs) {
        long pnlE8 = portfolios.dayPnlE8(portfolio, day(nowNs));
        return pnlE8 < 0 && !isFarFromLimit(portfolio, limits, -pnlE8) && -pnlE8 >= limitE8(portfolio, limits);
    }

    /** Whether a loss is below the limit however that is rounded. Nearly every loss is, and need not be divided for. */
    private boolean isFarFromLimit(int portfolio, RiskProfile limits, long lossE8) {
        return lossE8 < Long.MAX_VALUE
                && E8.isAtMost(
                        lossE8 + 1,
                        PERCENT_100_E8,
                        portfolios.startingBalanceE8(portfolio),
                        limits.dailyLossLimitPctE8());
    }

    /** Latches the halt when the limit has been reached and was not before. */
    public void check(Agent agent, int portfolio, RiskProfile limits, long nowNs, EventSink events) {
        long today = day(nowNs);
        if (portfolios.isHalted(portfolio, today) || !isReached(portfolio, limits, nowNs)) {
            return;
        }
        forget(portfolio);
        portfolios.haltedDay(portfolio, today);
        append(portfolio);
        events.tradingHalted(
                agent.id(),
                portfolios.id(portfolio),
                portfolios.dayPnlE8(portfolio, today),
                limitE8(portfolio, limits));
    }

    /** Ends the oldest halt if its day has passed. Returns false when there is none to end. */
    public boolean resumeOne(long nowNs, EventSink events) {
        if (first == NONE || portfolios.haltedDay(first) >= day(nowNs)) {
            return false;
        }
        int portfolio = first;
        forget(portfolio);
        events.tradingResumed(portfolios.agentId(portfolio), portfolios.id(portfolio));
        return true;
    }

    /** When the oldest halt ends, nanoseconds since 1970; {@link Long#MAX_VALUE} without one. */
    public long deadlineNs() {
        return first == NONE ? Long.MAX_VALUE : (portfolios.haltedDay(first) + 1) * DAY_NS;
    }

    /** Ends a halt, if there is one, without a word. */
    public void forget(int portfolio) {
        if (portfolios.haltedDay(portfolio) == Portfolios.NEVER) {
            return;
        }
        int previous = portfolios.previousHalted(portfolio);
        int next = portfolios.nextHalted(portfolio);
        if (previous == NONE) {
            first = next;
        } else {
            portfolios.haltLinks(previous, portfolios.previousHalted(previous), next);
        }
        if (next == NONE) {
            last = previous;
        } else {
            portfolios.haltLinks(next, previous, portfolios.nextHalted(next));
        }
        portfolios.haltedDay(portfolio, Portfolios.NEVER);
    }

    private void append(int portfolio) {
        portfolios.haltLinks(portfolio, last, NONE);
        if (last == NONE) {
            first = portfolio;
        } else {
            portfolios.haltLinks(last, portfolios.previousHalted(last), portfolio);
        }
        last = portfolio;
    }

    /** Writes the portfolios that wait, in their order; the day of each halt is written with the portfolio. */
    public void writeTo(SnapshotSink sink) {
        for (int portfolio = first; portfolio != NONE; portfolio = portfolios.nextHalted(portfolio)) {
            sink.putLong(portfolio);
        }
        sink.putLong(0);
    }

    /** Reads what {@link #writeTo} wrote, after the portfolios; a list that none of them could be in is a damaged one. */
    public void readFrom(SnapshotSource source) {
        for (long portfolio = source.getLong(); portfolio != 0; portfolio = source.getLong()) {
            Check.that(0 < portfolio && portfolio <= portfolios.places(), "a halt of somebody who is not there");
            int place = (int) portfolio;
            Check.that(portfolios.haltedDay(place) != Portfolios.NEVER, "a halt that never began");
            Check.that(place != first && portfolios.previousHalted(place) == NONE, "halted twice"); // a list without an end
            append(place);
        }
    }
}
