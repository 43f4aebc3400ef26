package io.bullring.core.risk;

import io.bullring.core.account.Agent;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.event.EventSink;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.wallet.Portfolios;
import java.util.Arrays;

/**
 * Halts a portfolio's trading for the rest of the UTC day once the day's realised loss reaches the agent's limit (R2). The
 * halt is latched: later gains or a higher limit do not lift it. Halted portfolios wait in the order of their halts for the
 * day to end. Who is halted anew before it was his turn to resume waits behind the others: his earlier place counts no
 * more, and is never the first of the queue. Engine thread only.
 */
public final class DailyLoss {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long PERCENT_100_E8 = 10_000_000_000L;

    private final Portfolios portfolios;
    private long[] halted = new long[16]; // day in the upper half, portfolio in the lower
    private int first;
    private int count;

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

    public boolean isHalted(int portfolio, RiskProfile limits, long nowNs) {
        return portfolios.isHalted(portfolio, day(nowNs)) || isReached(portfolio, limits, nowNs);
    }

    private boolean isReached(int portfolio, RiskProfile limits, long nowNs) {
        long pnlE8 = portfolios.dayPnlE8(portfolio, day(nowNs));
        return pnlE8 < 0 && -pnlE8 >= limitE8(portfolio, limits);
    }

    /** Latches the halt when the limit has been reached and was not before. */
    public void check(Agent agent, int portfolio, RiskProfile limits, long nowNs, EventSink events) {
        long today = day(nowNs);
        if (portfolios.isHalted(portfolio, today) || !isReached(portfolio, limits, nowNs)) {
            return;
        }
        portfolios.halt(portfolio, today);
        enqueue(today, portfolio);
        events.tradingHalted(
                agent.id(), portfolio, portfolios.dayPnlE8(portfolio, today), limitE8(portfolio, limits));
    }

    /** Ends the oldest halt if its day has passed. Returns false when there is none to end. */
    public boolean resumeOne(long nowNs, EventSink events) {
        if (count == 0 || dayOf(halted[first]) >= day(nowNs)) {
            return false;
        }
        int portfolio = portfolioOf(halted[first]);
        dropFirst();
        dropSuperseded();
        events.tradingResumed(portfolios.agentId(portfolio), portfolio);
        return true;
    }

    /** When the oldest halt ends, nanoseconds since 1970; {@link Long#MAX_VALUE} without one. */
    public long deadlineNs() {
        return count == 0 ? Long.MAX_VALUE : (dayOf(halted[first]) + 1) * DAY_NS;
    }

    private void enqueue(long day, int portfolio) {
        if (count == halted.length) {
            long[] longer = Arrays.copyOf(halted, count * 2);
            for (int i = 0; i < count; i++) {
                longer[i] = halted[(first + i) & (count - 1)];
            }
            halted = longer;
            first = 0;
        }
        halted[(first + count++) & (halted.length - 1)] = day << Integer.SIZE | portfolio;
        dropSuperseded();
    }

    private void dropSuperseded() {
        while (count > 0 && isSuperseded(halted[first])) {
            dropFirst();
        }
    }

    private void dropFirst() {
        first = (first + 1) & (halted.length - 1);
        count--;
    }

    private boolean isSuperseded(long halt) {
        return portfolios.haltedDay(portfolioOf(halt)) != dayOf(halt);
    }

    private static long dayOf(long halt) {
        return halt >> Integer.SIZE;
    }

    private static int portfolioOf(long halt) {
        return (int) halt;
    }

    /** Writes the portfolios that wait, in their order; the day of each halt is written with the portfolio. */
    public void writeTo(SnapshotSink sink) {
        int waiting = 0;
        for (int i = 0; i < count; i++) {
            waiting += isSuperseded(at(i)) ? 0 : 1;
        }
        sink.putLong(waiting);
        for (int i = 0; i < count; i++) {
            if (!isSuperseded(at(i))) {
                sink.putLong(portfolioOf(at(i)));
            }
        }
    }

    private long at(int place) {
        return halted[(first + place) & (halted.length - 1)];
    }
}
