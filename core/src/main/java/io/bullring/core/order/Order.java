package io.bullring.core.order;

import io.bullring.protocol.OrderType;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;

/**
 * An order in hand: what is being placed, or a resting one taken out of {@link Orders} to be worked on. One object,
 * filled anew for each order. Amounts are E8.
 */
public final class Order {
    private static final Side[] SIDES = {Side.BUY, Side.SELL};
    private static final OrderType[] TYPES = {
        OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_LOSS, OrderType.TAKE_PROFIT
    };

    private static final TimeInForce[] TIMES_IN_FORCE = {TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK};
    private static final SelfTradePrevention[] PREVENTIONS = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_NEWEST,
        SelfTradePrevention.CANCEL_OLDEST,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };
    private static final int POST_ONLY = 1 << 3;

    long id;
    int agentId;
    int portfolio;
    int instrumentId;
    int sideCode;
    int typeCode;
    long quantityE8;
    long priceE8;
    long heldE8;
    private int holding;

    /** What a book must remember of a resting order: how it prevents trades with itself, and whether it is post-only. */
    int conditions;

    private int timeInForceCode;
    private boolean hasConditions;

    /** Whether these are codes of the schema. */
    public static boolean areKnown(int sideCode, int typeCode) {
        return sideCode >= 0 && sideCode < SIDES.length && typeCode >= 0 && typeCode < TYPES.length;
    }

    /** Fills in what a placement says. The order has no id and holds nothing yet. */
    public void place(
            int agent, int portfolioPlace, int instrument, int side, int type, long quantity, long price) {
        id = 0;
        agentId = agent;
        portfolio = portfolioPlace;
        instrumentId = instrument;
        sideCode = side;
        typeCode = type;
        quantityE8 = quantity;
        priceE8 = price;
        heldE8 = 0;
        conditions = 0;
        timeInForceCode = 0;
        hasConditions = false;
    }

    /** Fills in what only a book knows, after {@link #place}. */
    public void conditions(int timeInForce, boolean postOnly, int prevention) {
        conditions = (postOnly ? POST_ONLY : 0) | prevention;
        timeInForceCode = timeInForce;
        hasConditions = true;
    }

    /** Becomes the same as another one. */
    public void copy(Order other) {
        id = other.id;
        agentId = other.agentId;
        portfolio = other.portfolio;
        instrumentId = other.instrumentId;
        sideCode = other.sideCode;
        typeCode = other.typeCode;
        quantityE8 = other.quantityE8;
        priceE8 = other.priceE8;
        heldE8 = other.heldE8;
        conditions = other.conditions;
        timeInForceCode = other.timeInForceCode;
        hasConditions = other.hasConditions;
        holding = other.holding;
    }

    /** Its trigger was reached, and what was held for it has been given back. */
    public void becomeMarket() {
        typeCode = OrderType.MARKET.value();
        timeInForceCode = TimeInForce.GTC.value();
        heldE8 = 0;
    }

    /** Whether these are codes of the schema. */
    public static boolean areConditionsKnown(int timeInForce, int prevention) {
        return timeInForce >= 0
                && timeInForce < TIMES_IN_FORCE.length
                && prevention >= 0
                && prevention < PREVENTIONS.length;
    }

    /** Whether it was placed with conditions, which only a book can keep. */
    public boolean hasConditions() {
        return hasConditions;
    }

    /** Of an order that is being placed. A market order never rests: where it is not FOK it is IOC, whatever it says. */
    public TimeInForce timeInForce() {
        TimeInForce said = TIMES_IN_FORCE[timeInForceCode];
        return isMarket() && said == TimeInForce.GTC ? TimeInForce.IOC : said;
    }

    public boolean isPostOnly() {
        return (conditions & POST_ONLY) != 0;
    }

    public SelfTradePrevention prevention() {
        return PREVENTIONS[conditions & (POST_ONLY - 1)];
    }

    public long id() {
        return id;
    }

    public void id(long issued) {
        id = issued;
    }

    public int agentId() {
        return agentId;
    }

    /** The place of its portfolio. */
    public int portfolio() {
        return portfolio;
    }

    public int instrumentId() {
        return instrumentId;
    }

    public Side side() {
        return SIDES[sideCode];
    }

    public OrderType type() {
        return TYPES[typeCode];
    }

    public boolean isBuy() {
        return sideCode == Side.BUY.value();
    }

    public boolean isMarket() {
        return typeCode == OrderType.MARKET.value();
    }

    public boolean isLimit() {
        return typeCode == OrderType.LIMIT.value();
    }

    /** Whether it fires when the price rises to its own, rather than when it falls to it. */
    public boolean isRising() {
        return isBuy() == (typeCode == OrderType.STOP_LOSS.value());
    }

    public long quantityE8() {
        return quantityE8;
    }

    /** What it has left; of an order in a book less with each trade. */
    public void quantityE8(long left) {
        quantityE8 = left;
    }

    /** Another limit. */
    public void priceE8(long limit) {
        priceE8 = limit;
    }

    /** Limit or trigger; meaningless for a market order. */
    public long priceE8() {
        return priceE8;
    }

    /**
     * The row of what its portfolio holds of the instrument, or {@code Portfolios.NONE}. Looked up once for each order, by whoever
     * takes it in hand to check or settle it; of the order before until then.
     */
    public int holding() {
        return holding;
    }

    public void holding(int row) {
        holding = row;
    }

    /** What is promised to it: USDT of a buy, base asset of a sell. */
    public long heldE8() {
        return heldE8;
    }

    public void heldE8(long held) {
        heldE8 = held;
    }
}
