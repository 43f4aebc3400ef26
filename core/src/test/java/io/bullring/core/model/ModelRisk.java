package io.bullring.core.model;

import static io.bullring.core.model.Amounts.HUNDRED;
import static io.bullring.core.model.Amounts.e8;
import static io.bullring.core.model.Amounts.of;
import static io.bullring.core.model.Amounts.round8;
import static io.bullring.core.model.Amounts.sat;
import static io.bullring.core.model.Refusal.NONE;
import static io.bullring.core.model.Refusal.unless;
import static java.math.RoundingMode.HALF_EVEN;

import io.bullring.protocol.KillScope;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.math.BigDecimal;

/** R1 to R8 of RULES.md section 3, each a method, called in that order. */
final class ModelRisk {
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    private final ModelVenue venue;
    private final ModelExecution execution;

    ModelRisk(ModelVenue venue, ModelExecution execution) {
        this.venue = venue;
        this.execution = execution;
    }

    /** R1. */
    void mayTrade(ModelAgent agent) {
        unless(!agent.archived, RejectReason.AGENT_ARCHIVED);
        unless(!agent.account.suspended, RejectReason.ACCOUNT_SUSPENDED);
        unless(!agent.killed, RejectReason.TRADING_STOPPED, KillScope.AGENT.value(), NONE);
        unless(!agent.account.killed, RejectReason.TRADING_STOPPED, KillScope.ACCOUNT.value(), NONE);
        unless(!venue.killed, RejectReason.TRADING_STOPPED, KillScope.VENUE.value(), NONE);
    }

    /** R2. */
    void notHalted(ModelPortfolio portfolio, long nowNs) {
        if (execution.isLatched(portfolio, nowNs) || execution.isLossReached(portfolio, nowNs)) {
            throw new Refusal(
                    RejectReason.DAILY_LOSS_LIMIT,
                    e8(portfolio.dayPnl(nowNs)),
                    e8(execution.lossLimit(portfolio)),
                    venue.settings(portfolio).dailyLossLimitPctE8(),
                    NONE,
                    NONE,
                    NONE);
        }
    }

    /** R3. */
    void withinRate(ModelPortfolio portfolio, long nowNs) {
        int count = portfolio.minuteCount(nowNs);
        int limit = venue.settings(portfolio).orderRateLimit();
        if (count >= limit) {
            throw new Refusal(
                    RejectReason.ORDER_RATE_LIMIT,
                    count,
                    limit,
                    NONE,
                    NONE,
                    ModelPortfolio.untilNextMinuteNs(nowNs),
                    NONE);
        }
    }

    /** R4. */
    void largeEnough(ModelPortfolio portfolio, BigDecimal value) {
        long least = venue.settings(portfolio).minOrderSizeE8();
        unless(value.compareTo(of(least)) >= 0, RejectReason.ORDER_TOO_SMALL, e8(value), least);
    }

    /** R5. */
    void smallEnough(ModelPortfolio portfolio, BigDecimal value) {
        BigDecimal equity = portfolio.equity();
        long percentE8 = venue.settings(portfolio).maxOrderSizePctE8();
        BigDecimal largest = round8(equity.multiply(of(percentE8)).divide(HUNDRED));
        if (equity.signum() > 0 && value.compareTo(largest) > 0) {
            throw new Refusal(RejectReason.ORDER_TOO_LARGE, e8(value), e8(largest), percentE8, NONE, NONE, NONE);
        }
    }

    /** R6, for buys. */
    void withinPosition(ModelPortfolio portfolio, ModelInstrument instrument, Side side, BigDecimal value) {
        BigDecimal equity = portfolio.equity();
        if (side != Side.BUY || equity.signum() <= 0) {
            return;
        }
        BigDecimal current = portfolio.position(instrument).marketValue();
        BigDecimal hundredths = sat(current.add(value)).multiply(TEN_THOUSAND).divide(equity, 0, HALF_EVEN);
        BigDecimal sharePct = sat(hundredths.movePointLeft(2));
        long percentE8 = venue.settings(portfolio).maxPositionSizePctE8();
        if (sharePct.compareTo(of(percentE8)) > 0) {
            throw new Refusal(
                    RejectReason.POSITION_TOO_LARGE,
                    e8(sharePct),
                    NONE,
                    percentE8,
                    e8(current),
                    e8(value),
                    e8(equity));
        }
    }

    /** R7. */
    void roomForOrder(ModelPortfolio portfolio) {
        int count = portfolio.openOrders().size();
        int limit = Math.min(venue.settings(portfolio).maxOpenOrders(), venue.rules.maxOpenOrdersPerAgent());
        unless(count < limit, RejectReason.TOO_MANY_OPEN_ORDERS, count, limit);
    }

    /** R8. */
    void affordable(
            ModelPortfolio portfolio, ModelInstrument instrument, Side side, BigDecimal quantity, BigDecimal value) {
        BigDecimal withFee = BigDecimal.ONE.add(of(venue.rules.feeRateE8()));
        BigDecimal required = side == Side.BUY ? sat(round8(value.multiply(withFee))) : quantity;
        BigDecimal available = side == Side.BUY ? portfolio.available : portfolio.position(instrument).available;
        unless(
                required.compareTo(available) <= 0,
                RejectReason.INSUFFICIENT_BALANCE,
                e8(required),
                e8(available));
    }
}
