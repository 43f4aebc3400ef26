package io.bullring.gateway.history;

import io.bullring.gateway.history.SessionRecord.Holding;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * A session on its way back: as it is after its last minute or grant, then as it was before that one, and so on. Amounts are E8. For one
 * thread.
 */
final class PastWorth {
    private final SessionRecord session;
    private final Map<Integer, Holding> holdings = new TreeMap<>();
    private long cashE8;
    private long realizedPnlE8;

    PastWorth(SessionRecord session) {
        this.session = session;
        cashE8 = session.cashE8();
        realizedPnlE8 = session.tally().realizedPnlE8();
        for (Holding holding : session.holdings()) {
            holdings.put(holding.instrumentId(), holding);
        }
    }

    /** Whether it knows this fill, which is one of its session; otherwise it is newer than what is known of it. */
    boolean has(FillRecord fill) {
        return fill.fillId() <= session.lastFillId();
    }

    /** Takes back the newest minute that has not been taken back. */
    void undo(WalkBack.Minute minute) {
        cashE8 += minute.paidE8();
        minute.changes().forEach(this::undo);
        realizedPnlE8 -= minute.realizedPnlE8();
    }

    /** Takes back base asset that it was given; what the session does not know yet is passed over. */
    void undo(GrantRecord grant) {
        if (grant.sequence() > session.lastGrant()) {
            return;
        }
        undo(grant.change());
    }

    private void undo(Holding change) {
        int instrumentId = change.instrumentId();
        holdings.put(
                instrumentId,
                holdings.getOrDefault(instrumentId, new Holding(instrumentId, 0, 0)).minus(change));
    }

    /**
     * At these prices, with the engine's rounding. What was put in follows from
     * {@code cash + cost = capital + realised result}, which the engine keeps to the last digit.
     *
     * @param pricesE8 0: there was none yet, and the position counts what it cost
     */
    WorthPoint at(long timeNs, IntToLongFunction pricesE8) {
        WideAmount equityE8 = WideAmount.of(cashE8);
        WideAmount paidE8 = equityE8;
        for (Holding holding : holdings.values()) {
            if (holding.quantityE8() != 0) {
                long priceE8 = pricesE8.applyAsLong(holding.instrumentId());
                WideAmount costE8 = WideAmount.of(holding.costE8());
                equityE8 = equityE8.plus(priceE8 == 0 ? costE8 : WideAmount.value(holding.quantityE8(), priceE8));
                paidE8 = paidE8.plus(costE8);
            }
        }
        return new WorthPoint(timeNs, equityE8, paidE8.minus(realizedPnlE8), realizedPnlE8);
    }
}
