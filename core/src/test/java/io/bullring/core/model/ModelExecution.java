package io.bullring.core.model;

import static io.bullring.core.model.Amounts.HUNDRED;
import static io.bullring.core.model.Amounts.e8;
import static io.bullring.core.model.Amounts.fits;
import static io.bullring.core.model.Amounts.of;
import static io.bullring.core.model.Amounts.round8;
import static java.math.RoundingMode.HALF_EVEN;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.math.BigDecimal;

/** Money and goods change hands: RULES.md section 5 from step 5 on, and the halt of a day's loss. */
class ModelExecution {
    private final ModelVenue venue;
    private final EventSink sink;

    ModelExecution(ModelVenue venue, EventSink sink) {
        this.venue = venue;
        this.sink = sink;
    }

    /** A market order; it gets the next order id. Refused, it changes nothing. */
    ModelFill market(ModelTrade trade, long nowNs) {
        ModelPricing pricing = priceOf(trade, nowNs);
        BigDecimal pnl = settle(trade, pricing, nowNs);
        venue.lastOrderId++;
        return fill(trade, pricing, venue.lastOrderId, BigDecimal.ZERO, pnl);
    }

    /** A fired order whose hold has been released. Refused, it changes nothing. */
    ModelFill fired(ModelOrder order, ModelTrade trade, long nowNs) {
        ModelPricing pricing = priceOf(trade, nowNs);
        BigDecimal pnl = settle(trade, pricing, nowNs);
        return fill(trade, pricing, order.id, order.held, pnl);
    }

    ModelPricing priceOf(ModelTrade trade, long nowNs) {
        return ModelPricing.of(trade, venue.rules, nowNs);
    }

    private ModelFill fill(
            ModelTrade trade, ModelPricing pricing, long orderId, BigDecimal released, BigDecimal pnl) {
        venue.lastFillId++;
        return new ModelFill(
                trade,
                orderId,
                venue.lastFillId,
                pricing.price(),
                pricing.slippagePct(),
                pricing.gross(),
                pricing.fee(),
                released,
                pnl);
    }

    private BigDecimal settle(ModelTrade trade, ModelPricing pricing, long nowNs) {
        if (trade.side() == Side.BUY) {
            buy(trade, pricing, nowNs);
            return null;
        }
        return sell(trade, pricing, nowNs);
    }

    private void buy(ModelTrade trade, ModelPricing pricing, long nowNs) {
        ModelPortfolio portfolio = trade.portfolio();
        ModelPosition before = portfolio.position(trade.instrument());
        BigDecimal need = pricing.gross().add(pricing.fee());
        Refusal.unless(
                fits(need) && fits(before.quantity().add(trade.quantity())) && fits(before.cost.add(need)),
                RejectReason.AMOUNT_TOO_LARGE);
        Refusal.unless(
                need.compareTo(portfolio.available) <= 0,
                RejectReason.INSUFFICIENT_BALANCE,
                e8(need),
                e8(portfolio.available));

        ModelPosition position = portfolio.positionToBuy(trade.instrument());
        if (position.quantity().signum() == 0) {
            position.openedAtNs = nowNs;
        }
        portfolio.available = portfolio.available.subtract(need);
        position.available = position.available.add(trade.quantity());
        position.cost = position.cost.add(need);
        venue.ledger.bought(trade.instrument(), trade.quantity(), pricing.gross(), pricing.fee());
    }

    private BigDecimal sell(ModelTrade trade, ModelPricing pricing, long nowNs) {
        ModelPortfolio portfolio = trade.portfolio();
        ModelPosition position = portfolio.position(trade.instrument());
        Refusal.unless(
                trade.quantity().compareTo(position.available) <= 0,
                RejectReason.INSUFFICIENT_BALANCE,
                e8(trade.quantity()),
                e8(position.available));
        BigDecimal proceeds = pricing.gross().subtract(pricing.fee());
        Refusal.unless(proceeds.signum() > 0, RejectReason.PROCEEDS_NOT_POSITIVE);

        BigDecimal quantity = position.quantity();
        BigDecimal cost = position.cost
                .multiply(quantity.subtract(trade.quantity()))
                .divide(quantity, 8, HALF_EVEN);
        BigDecimal pnl = proceeds.subtract(position.cost.subtract(cost));
        Refusal.unless(
                fits(portfolio.available.add(portfolio.held).add(proceeds))
                        && fits(portfolio.realized.add(pnl))
                        && fits(position.realized.add(pnl))
                        && fits(portfolio.dayPnl(nowNs).add(pnl)),
                RejectReason.AMOUNT_TOO_LARGE);

        position.available = position.available.subtract(trade.quantity());
        position.cost = cost;
        position.realized = position.realized.add(pnl);
        portfolio.available = portfolio.available.add(proceeds);
        portfolio.realize(pnl, nowNs);
        venue.ledger.sold(trade.instrument(), trade.quantity(), pricing.gross(), pricing.fee());
        return pnl;
    }

    /** The loss of a day that halts trading. */
    BigDecimal lossLimit(ModelPortfolio portfolio) {
        BigDecimal percent = of(venue.settings(portfolio).dailyLossLimitPctE8());
        return round8(portfolio.startingBalance.multiply(percent).divide(HUNDRED));
    }

    boolean isLossReached(ModelPortfolio portfolio, long nowNs) {
        BigDecimal result = portfolio.dayPnl(nowNs);
        return result.signum() < 0 && result.negate().compareTo(lossLimit(portfolio)) >= 0;
    }

    boolean isLatched(ModelPortfolio portfolio, long nowNs) {
        return portfolio.latchedDay == ModelPortfolio.day(nowNs);
    }

    /** After a sale, and after a change of the risk profile. */
    void haltIfLossReached(ModelPortfolio portfolio, long nowNs) {
        if (isLatched(portfolio, nowNs) || !isLossReached(portfolio, nowNs)) {
            return;
        }
        portfolio.latchedDay = ModelPortfolio.day(nowNs);
        venue.halted.remove(portfolio);
        venue.halted.add(portfolio);
        sink.tradingHalted(
                portfolio.agent.id, portfolio.id, e8(portfolio.dayPnl(nowNs)), e8(lossLimit(portfolio)));
    }
}
