package io.bullring.core.model;

import io.bullring.protocol.OrderType;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import java.math.BigDecimal;

/** A resting order. Falling orders wait for a price at theirs or below, rising ones for a price at theirs or above. */
public final class ModelOrder {
    final long id;
    final ModelPortfolio portfolio;
    final ModelInstrument instrument;
    final Side side;
    final OrderType type;
    /** What it has left. */
    BigDecimal quantity;

    /** Null for a market order. */
    BigDecimal price;

    BigDecimal held;
    final long acceptedNs;

    /** Of its instrument's feed, when the order was accepted. */
    final int sessionsEndedBefore;

    SelfTradePrevention prevention = SelfTradePrevention.NONE;
    boolean isPostOnly;

    /** Fill or kill. */
    boolean isWhole;

    /** In the order of arrival in its book. */
    long arrival;

    /** In a group, waiting to be worked off. */
    boolean fired;

    /** Its turn came while its account was suspended or its portfolio parked; no price fires it. */
    boolean waiting;

    ModelOrder(
            long id,
            ModelPortfolio portfolio,
            ModelInstrument instrument,
            Side side,
            OrderType type,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal held,
            long acceptedNs) {
        this.id = id;
        this.portfolio = portfolio;
        this.instrument = instrument;
        this.side = side;
        this.type = type;
        this.quantity = quantity;
        this.price = price;
        this.held = held;
        this.acceptedNs = acceptedNs;
        this.sessionsEndedBefore = instrument.feed.sessionsEnded;
    }

    private boolean isFalling() {
        return switch (type) {
            case LIMIT, TAKE_PROFIT -> side == Side.BUY;
            case STOP_LOSS -> side == Side.SELL;
            case MARKET, NULL_VAL -> throw new IllegalStateException("does not rest: " + type);
        };
    }

    /** Whether it rests in a book, or would. */
    public boolean isInBook() {
        return instrument.isBook() && type == OrderType.LIMIT;
    }

    /** Whether a range of prices meets the order's condition. */
    boolean firesIn(BigDecimal low, BigDecimal high) {
        return isFalling() ? low.compareTo(price) <= 0 : high.compareTo(price) >= 0;
    }

    /** The price nearest to the last at which the condition held. */
    BigDecimal reference(BigDecimal last) {
        return isFalling() ? last.min(price) : last.max(price);
    }

    /** What was held is available again. */
    void release() {
        if (side == Side.SELL) {
            ModelPosition position = portfolio.position(instrument);
            position.available = position.available.add(held);
            position.held = position.held.subtract(held);
        } else {
            portfolio.available = portfolio.available.add(held);
            portfolio.held = portfolio.held.subtract(held);
        }
    }

    public long id() {
        return id;
    }

    public long acceptedNs() {
        return acceptedNs;
    }

    public int instrumentId() {
        return instrument.id;
    }

    /** The last price of its instrument. */
    public long lastE8() {
        return instrument.lastE8();
    }

    public long quantityE8() {
        return Amounts.e8(quantity);
    }

    public int agentId() {
        return portfolio.agent.id;
    }
}
