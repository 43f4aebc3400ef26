package io.bullring.core.risk;

import static io.bullring.protocol.RejectReason.AMOUNT_TOO_LARGE;
import static io.bullring.protocol.RejectReason.DAILY_LOSS_LIMIT;
import static io.bullring.protocol.RejectReason.INSUFFICIENT_BALANCE;
import static io.bullring.protocol.RejectReason.NOTIONAL_TOO_SMALL;
import static io.bullring.protocol.RejectReason.ORDER_RATE_LIMIT;
import static io.bullring.protocol.RejectReason.ORDER_TOO_LARGE;
import static io.bullring.protocol.RejectReason.ORDER_TOO_SMALL;
import static io.bullring.protocol.RejectReason.POSITION_TOO_LARGE;
import static io.bullring.protocol.RejectReason.PRICE_STALE;
import static io.bullring.protocol.RejectReason.PRICE_UNAVAILABLE;
import static io.bullring.protocol.RejectReason.QUANTITY_TOO_LARGE;
import static io.bullring.protocol.RejectReason.QUANTITY_TOO_SMALL;
import static io.bullring.protocol.RejectReason.TOO_MANY_OPEN_ORDERS;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.market.Instrument;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.order.Order;
import io.bullring.core.wallet.Portfolios;

/**
 * The checks that a new order passes before anything is done with it, in the order of RULES.md section 3; the first that fails
 * is the answer. Changes nothing. Engine thread only.
 */
public final class RiskGate {
    private static final long PERCENT_100_E8 = 10_000_000_000L;
    private static final long HUNDREDTHS = 10_000L;
    private static final long HUNDREDTH_OF_PERCENT_E8 = 1_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final Portfolios portfolios;
    private final Equity equity;
    private final DailyLoss dailyLoss;
    private final Rejection rejection;

    public RiskGate(Portfolios portfolios, Equity equity, DailyLoss dailyLoss, Rejection rejection) {
        this.portfolios = portfolios;
        this.equity = equity;
        this.dailyLoss = dailyLoss;
        this.rejection = rejection;
    }

    /** Whether the agent may place an order now, and the instrument has a price (R2, R3, check 10). If not, the rejection says why. */
    public boolean mayPlace(Order order, Instrument instrument, RiskProfile limits, VenueRules rules, long nowNs) {
        return isNotHalted(order.portfolio(), limits, nowNs)
                && isWithinRate(order.portfolio(), limits, nowNs)
                && hasPrice(instrument, rules.priceMaxAgeNs(), nowNs);
    }

    /**
     * Whether an order against the quoted market keeps to the agent's limits and can be paid (R4 to R8). If not, the rejection says why;
     * if so, the order knows what its portfolio holds of the instrument.
     */
    public boolean admits(Order order, Instrument instrument, RiskProfile limits, VenueRules rules) {
        long valueE8 = valueE8(order, instrument);
        return meetsSizes(order, valueE8, limits)
                && isWithinOpenOrders(order.portfolio(), limits, rules)
                && isPayable(order, valueE8, rules);
    }

    /**
     * The same of an order for a book, which asks itself whether it can be paid (R4 to R7).
     *
     * @param foreseenE8 what a market order would trade as the book stands, USDT, or {@link E8#OVERFLOW}; of others 0
     */
    public boolean admitsToBook(
            Order order, Instrument book, long foreseenE8, RiskProfile limits, VenueRules rules) {
        return meetsSizes(order, largerE8(valueE8(order, book), foreseenE8), limits)
                && isWithinOpenOrders(order.portfolio(), limits, rules);
    }

    /**
     * Whether a fired purchase, now a market order that knows what its portfolio holds, keeps to the agent's shares of equity as its
     * book stands (R5, R6). If not, the rejection says why.
     */
    public boolean admitsFired(Order order, Instrument book, long foreseenE8, RiskProfile limits) {
        long valueE8 = largerE8(valueE8(order, book), foreseenE8);
        return rejection.unless(valueE8 != E8.OVERFLOW, AMOUNT_TOO_LARGE) && isWithinShares(order, valueE8, limits);
    }

    /** Whether a resting order of a book may become this one (R2 to R6), which knows what its portfolio holds. If not, the rejection says why. */
    public boolean admitsChange(Order order, RiskProfile limits, long nowNs) {
        return isNotHalted(order.portfolio(), limits, nowNs)
                && isWithinRate(order.portfolio(), limits, nowNs)
                && meetsSizes(
                        order,
                        E8.multiply(order.quantityE8(), order.priceE8(), Rounding.HALF_EVEN),
                        limits);
    }

    /**
     * Whether a resting order of a book may shrink to this one at its price, which only lowers what is risked: the lower bounds of the
     * instrument and of the agent (G4, R4). If not, the rejection says why.
     */
    public boolean admitsReduction(Order order, InstrumentTerms terms, RiskProfile limits) {
        return isLargeEnough(order, terms)
                && meetsNotional(order, terms)
                && meetsLeast(E8.multiply(order.quantityE8(), order.priceE8(), Rounding.HALF_EVEN), limits);
    }

    /** Whether its quantity and notional are such as the instrument takes (G4). If not, the rejection says why. */
    public boolean meetsFilters(Order order, InstrumentTerms terms) {
        long quantityE8 = order.quantityE8();
        long maxQuantityE8 = terms.maxQuantityE8();
        return isLargeEnough(order, terms)
                && (maxQuantityE8 == 0
                        || rejection.unless(
                                quantityE8 <= maxQuantityE8, QUANTITY_TOO_LARGE, quantityE8, maxQuantityE8))
                && (order.isMarket() || meetsNotional(order, terms));
    }

    private boolean isLargeEnough(Order order, InstrumentTerms terms) {
        long quantityE8 = order.quantityE8();
        return rejection.unless(
                quantityE8 >= terms.minQuantityE8(), QUANTITY_TOO_SMALL, quantityE8, terms.minQuantityE8());
    }

    private boolean meetsNotional(Order order, InstrumentTerms terms) {
        long valueE8 = E8.multiply(order.quantityE8(), order.priceE8(), Rounding.HALF_EVEN);
        if (valueE8 == E8.OVERFLOW) {
            return rejection.because(AMOUNT_TOO_LARGE);
        }
        return rejection.unless(
                valueE8 >= terms.minNotionalE8(), NOTIONAL_TOO_SMALL, valueE8, terms.minNotionalE8());
    }

    private boolean isNotHalted(int portfolio, RiskProfile limits, long nowNs) {
        boolean isHalted = dailyLoss.isHalted(portfolio, nowNs);
        if (!isHalted && !rejection.isExplained()) {
            return true; // the limit costs a division
        }
        return rejection.unless(
                !isHalted,
                DAILY_LOSS_LIMIT,
                portfolios.dayPnlE8(portfolio, DailyLoss.day(nowNs)),
                dailyLoss.limitE8(portfolio, limits),
                limits.dailyLossLimitPctE8());
    }

    private boolean isWithinRate(int portfolio, RiskProfile limits, long nowNs) {
        long accepted = portfolios.minuteCount(portfolio, nowNs / MINUTE_NS);
        return rejection.unless(
                accepted < limits.orderRateLimit(), ORDER_RATE_LIMIT, accepted, limits.orderRateLimit())
                || rejection.requested(MINUTE_NS - nowNs % MINUTE_NS);
    }

    private boolean hasPrice(Instrument instrument, long maxAgeNs, long nowNs) {
        boolean isFresh = instrument.isFresh(nowNs, maxAgeNs);
        if (maxAgeNs == 0 || !instrument.isPricedInSession()) {
            return rejection.unless(isFresh, PRICE_UNAVAILABLE);
        }
        return rejection.unless(isFresh, PRICE_STALE, nowNs - instrument.feed().lastMessageNs(), maxAgeNs);
    }

    /** Quantity times price, of a market order times the last price. */
    private static long valueE8(Order order, Instrument instrument) {
        long referenceE8 = order.isMarket() ? instrument.lastE8() : order.priceE8();
        return E8.multiply(order.quantityE8(), referenceE8, Rounding.HALF_EVEN);
    }

    private static long largerE8(long oneE8, long otherE8) {
        return oneE8 == E8.OVERFLOW || otherE8 == E8.OVERFLOW ? E8.OVERFLOW : Math.max(oneE8, otherE8);
    }

    private boolean meetsSizes(Order order, long valueE8, RiskProfile limits) {
        if (valueE8 == E8.OVERFLOW) {
            return rejection.because(AMOUNT_TOO_LARGE);
        }
        if (!meetsLeast(valueE8, limits)) {
            return false;
        }
        order.holding(portfolios.holding(order.portfolio(), order.instrumentId()));
        return isWithinShares(order, valueE8, limits);
    }

    private boolean meetsLeast(long valueE8, RiskProfile limits) {
        return rejection.unless(
                valueE8 >= limits.minOrderSizeE8(), ORDER_TOO_SMALL, valueE8, limits.minOrderSizeE8());
    }

    /**
     * R5 and R6, without a walk over the holdings as long as the cash is enough for both and nobody wants to know how large the order
     * might have been.
     */
    private boolean isWithinShares(Order order, long valueE8, RiskProfile limits) {
        long currentE8 = order.isBuy() ? equity.positionE8(order.holding()) : 0;
        long afterE8 = order.isBuy() ? E8.saturate(E8.add(currentE8, valueE8)) : 0;
        if (areWithin(valueE8, afterE8, equity.cashE8(order.portfolio()), limits) && !rejection.isExplained()) {
            return true;
        }
        long equityE8 = equity.equityE8(order.portfolio());
        if (equityE8 <= 0 || areWithin(valueE8, afterE8, equityE8, limits) && !rejection.isExplained()) {
            return true;
        }
        return isWithinOrderSize(valueE8, equityE8, limits)
                && (!order.isBuy() || isWithinPosition(valueE8, currentE8, afterE8, equityE8, limits));
    }

    /** Whether an order, and the position behind it, keep to their shares of a worth however these are rounded. */
    private static boolean areWithin(long valueE8, long afterE8, long worthE8, RiskProfile limits) {
        long positionHundredths = limits.maxPositionSizePctE8() / HUNDREDTH_OF_PERCENT_E8;
        return E8.isAtMost(valueE8, PERCENT_100_E8, worthE8, limits.maxOrderSizePctE8())
                && E8.isAtMost(afterE8, HUNDREDTHS, worthE8, positionHundredths);
    }

    private boolean isWithinOrderSize(long valueE8, long equityE8, RiskProfile limits) {
        long largestE8 =
                E8.multiplyDivide(equityE8, limits.maxOrderSizePctE8(), PERCENT_100_E8, Rounding.HALF_EVEN);
        return rejection.unless(
                valueE8 <= largestE8, ORDER_TOO_LARGE, valueE8, largestE8, limits.maxOrderSizePctE8());
    }

    private boolean isWithinPosition(
            long valueE8, long currentE8, long afterE8, long equityE8, RiskProfile limits) {
        long hundredths = E8.saturate(E8.multiplyDivide(afterE8, HUNDREDTHS, equityE8, Rounding.HALF_EVEN));
        long shareE8 =
                E8.saturate(E8.multiplyDivide(hundredths, HUNDREDTH_OF_PERCENT_E8, 1, Rounding.HALF_EVEN));
        long largestE8 = limits.maxPositionSizePctE8();
        return rejection.unless(shareE8 <= largestE8, POSITION_TOO_LARGE, shareE8, Rejection.UNSET, largestE8)
                || rejection.position(currentE8, valueE8, equityE8);
    }

    private boolean isWithinOpenOrders(int portfolio, RiskProfile limits, VenueRules rules) {
        int allowed = Math.min(limits.maxOpenOrders(), rules.maxOpenOrdersPerAgent());
        int open = portfolios.openOrders(portfolio);
        return rejection.unless(open < allowed, TOO_MANY_OPEN_ORDERS, open, allowed);
    }

    private boolean isPayable(Order order, long valueE8, VenueRules rules) {
        long required = order.isBuy()
                ? E8.saturate(E8.multiply(valueE8, E8.ONE + rules.feeRateE8(), Rounding.HALF_EVEN))
                : order.quantityE8();
        long available = order.isBuy() ? portfolios.availableE8(order.portfolio()) : availableBaseE8(order);
        return rejection.unless(required <= available, INSUFFICIENT_BALANCE, required, available);
    }

    private long availableBaseE8(Order order) {
        int row = order.holding();
        return row == Portfolios.NONE ? 0 : portfolios.holdings().availableE8(row);
    }
}
