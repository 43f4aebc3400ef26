package io.bullring.gateway.http.answer;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.market.BookFees;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.market.Depth;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What room an agent has for the orders that a manual shows, one after the other: what is in the way of one (the engine's checks in their
 * order, RULES.md section 3), and what it leaves for the next. Of a quoted market's slippage only the least is known here. Not thread-safe;
 * amounts are USDT.
 */
final class OrderRoom {
    private static final int SCALE = 8;
    /** Of the price, on a quoted market. */
    private static final BigDecimal LEAST_SLIPPAGE = new BigDecimal("1.0001");

    private static final BigDecimal HUNDREDTHS = new BigDecimal("10000");

    private final Agent agent;
    private final RiskProfile limits;
    private final MarketBoard market;
    private final PairFilters filters;
    private final long nowNs;
    private final Obstacle ofAgent;
    private final Map<Integer, BigDecimal> prices = new HashMap<>();
    private final Map<Integer, BigDecimal> owned = new HashMap<>();
    private final Map<Integer, BigDecimal> unpromised = new HashMap<>();
    private final Set<Integer> traded = new HashSet<>();
    private BigDecimal cash;
    private BigDecimal available;
    private int openOrders;
    private long ordersLeft;
    private Obstacle ofLast = Obstacle.NO_ORDER;
    private Order resting;

    /**
     * One that may be shown.
     *
     * @param price null: a purchase at the market's
     */
    record Order(Listing listing, boolean sells, BigDecimal price, BigDecimal quantity) {
        Order at(BigDecimal otherPrice) {
            return new Order(listing, sells, otherPrice, quantity);
        }

        Order of(BigDecimal otherQuantity) {
            return new Order(listing, sells, price, otherQuantity);
        }
    }

    /**
     * What an order comes to.
     *
     * @param value what the agent's limits measure
     * @param cost fees included; of a sale nothing
     * @param filled base asset that is had at once
     * @param lastPrice of the market behind it
     */
    private record Outcome(BigDecimal value, BigDecimal cost, BigDecimal filled, BigDecimal lastPrice) {}

    /**
     * @param filters what is asked at the door
     * @param killed whether a kill switch is engaged, of the agent, its account or the venue
     * @param nowNs nanoseconds since 1970, UTC
     */
    OrderRoom(
            Agent agent, RiskProfile limits, PortfolioImage portfolio, MarketBoard market, PairFilters filters,
            boolean killed, long nowNs) {
        this.agent = agent;
        this.limits = limits;
        this.market = market;
        this.filters = filters;
        this.nowNs = nowNs;
        this.ofAgent = ofAgentOrNull(agent, limits, portfolio, killed, nowNs);
        this.available = SkillRenderer.decimal(portfolio.availableE8());
        this.cash = available.add(SkillRenderer.decimal(portfolio.heldE8()));
        this.openOrders = portfolio.openOrders();
        this.ordersLeft = limits.orderRateLimit() - portfolio.minuteCount(TimeUnit.NANOSECONDS.toMinutes(nowNs));
        for (Listing listing : market.listings()) {
            Price price = market.price(listing.instrumentId());
            if (price != null) {
                prices.put(listing.instrumentId(), SkillRenderer.decimal(price.lastE8()));
                if (!listing.isBook() || price.tradeId() != 0) {
                    traded.add(listing.instrumentId());
                }
            }
        }
        for (int i = 0; i < portfolio.positionCount(); i++) {
            BigDecimal free = SkillRenderer.decimal(portfolio.baseAvailableE8(i));
            unpromised.put(portfolio.instrumentId(i), free);
            owned.put(portfolio.instrumentId(i), free.add(SkillRenderer.decimal(portfolio.baseHeldE8(i))));
        }
    }

    private static Obstacle ofAgentOrNull(
            Agent agent, RiskProfile limits, PortfolioImage portfolio, boolean killed, long nowNs) {
        if (agent.archived()) {
            return Obstacle.ARCHIVED;
        }
        if (killed) {
            return Obstacle.KILLED;
        }
        long day = TimeUnit.NANOSECONDS.toDays(nowNs);
        BigDecimal loss = SkillRenderer.decimal(portfolio.dayPnlE8(day)).negate();
        BigDecimal mostLoss =
                percent(SkillRenderer.decimal(portfolio.startingBalanceE8()), limits.dailyLossLimitPctE8());
        boolean isHalted = portfolio.isHalted(day)
                || loss.signum() > 0 && loss.compareTo(mostLoss) >= 0;
        return isHalted ? Obstacle.DAILY_LOSS : null;
    }

    /** What is in the way of reading a pair's price; null: nothing. */
    Obstacle ofPriceOrNull(Listing listing) {
        if (listing == null) {
            return Obstacle.NO_PAIR;
        }
        return prices.containsKey(listing.instrumentId()) ? null : Obstacle.NO_PRICE;
    }

    /** What is in the way of reading what is made of a pair's candles; null: nothing. A book has none before its first trade. */
    Obstacle ofCandlesOrNull(Listing listing) {
        if (listing == null) {
            return Obstacle.NO_PAIR;
        }
        return traded.contains(listing.instrumentId()) ? null : Obstacle.NO_CANDLES;
    }

    /** What is in the way of reading the order that was placed last; null: nothing. */
    Obstacle ofReadingOrNull() {
        return ofAgent == Obstacle.ARCHIVED || ofLast == Obstacle.NO_ORDER ? ofCancellingOrNull() : null;
    }

    /** What is in the way of cancelling the order that was placed last; null: nothing. */
    Obstacle ofCancellingOrNull() {
        return ofAgent == Obstacle.ARCHIVED ? ofAgent : ofLast;
    }

    Agent agent() {
        return agent;
    }

    RiskProfile limits() {
        return limits;
    }

    PairFilters filters() {
        return filters;
    }

    /** Null: there is none. */
    BigDecimal lastPrice(Listing listing) {
        return prices.get(listing.instrumentId());
    }

    /** What the agent's limits and its money leave for one more purchase. */
    BigDecimal forPurchase(Listing listing) {
        BigDecimal equity = equity();
        return percent(equity, limits.maxOrderSizePctE8())
                .min(percent(equity, limits.maxPositionSizePctE8()).subtract(positionValue(listing)))
                .min(available);
    }

    /** What is in the way of an order that is large enough; null: nothing. */
    Obstacle obstacleOrNull(Order order) {
        Obstacle ofAll = ofOrdersOrNull(order.listing(), order.quantity());
        Obstacle ofShares = ofAll == null ? ofSharesOrNull(order) : ofAll;
        if (ofShares != null) {
            return ofShares;
        }
        if (openOrders >= Math.min(limits.maxOpenOrders(), market.rules().maxOpenOrdersPerAgent())) {
            return Obstacle.OPEN_ORDERS;
        }
        if (order.sells()) {
            return order.quantity().compareTo(of(unpromised, order.listing())) > 0 ? Obstacle.NO_BASE : null;
        }
        return outcome(order).cost().compareTo(available) > 0 ? Obstacle.NO_CASH : null;
    }

    private Obstacle ofOrdersOrNull(Listing listing, BigDecimal quantity) {
        if (ofAgent == Obstacle.ARCHIVED) {
            return ofAgent;
        }
        if (listing == null) {
            return Obstacle.NO_PAIR;
        }
        if (!listing.isTraded()) {
            return listing.terms().active() ? Obstacle.PAIR_HALTED : Obstacle.NOT_TRADED;
        }
        long mostE8 = listing.terms().maxQuantityE8();
        if (quantity != null && mostE8 != 0 && quantity.compareTo(SkillRenderer.decimal(mostE8)) > 0) {
            return Obstacle.TOO_LARGE_FOR_PAIR;
        }
        if (ofAgent != null) {
            return ofAgent;
        }
        if (ordersLeft <= 0) {
            return Obstacle.ORDER_RATE;
        }
        return quantity == null || !market.isFresh(listing, nowNs) ? Obstacle.NO_PRICE : null;
    }

    /** What is in the way of an order as a share of the equity; null: nothing. */
    private Obstacle ofSharesOrNull(Order order) {
        BigDecimal equity = equity();
        BigDecimal value = outcome(order).value();
        if (equity.signum() <= 0) {
            return null;
        }
        if (value.compareTo(percent(equity, limits.maxOrderSizePctE8())) > 0) {
            return Obstacle.TOO_LARGE;
        }
        BigDecimal hundredths = positionValue(order.listing())
                .add(value)
                .multiply(HUNDREDTHS)
                .divide(equity, 0, RoundingMode.HALF_EVEN);
        boolean isBeyond =
                hundredths.movePointLeft(2).compareTo(SkillRenderer.decimal(limits.maxPositionSizePctE8())) > 0;
        return isBeyond && !order.sells() ? Obstacle.POSITION : null;
    }

    private Outcome outcome(Order order) {
        Listing listing = order.listing();
        BigDecimal last = prices.get(listing.instrumentId());
        BigDecimal quantity = order.quantity();
        BigDecimal value = rounded(quantity.multiply(order.price() == null ? last : order.price()));
        if (order.sells()) {
            return new Outcome(value, BigDecimal.ZERO, BigDecimal.ZERO, last);
        }
        if (listing.isBook()) {
            return order.price() == null ? metBy(order, value, last)
                    : new Outcome(value, bookCost(listing, quantity.multiply(order.price()), true), BigDecimal.ZERO,
                            last);
        }
        BigDecimal feeRate = SkillRenderer.decimal(market.rules().feeRateE8());
        BigDecimal gross = order.price() == null
                ? rounded(quantity.multiply(last.multiply(LEAST_SLIPPAGE).setScale(SCALE, RoundingMode.HALF_UP)))
                : value;
        BigDecimal cost = gross.add(rounded(gross.multiply(feeRate)));
        return new Outcome(value, cost, order.price() == null ? quantity : BigDecimal.ZERO, last);
    }

    /** Of the sellers that are shown, as their book stands. */
    private Outcome metBy(Order order, BigDecimal atLast, BigDecimal last) {
        Depth.Side asks = asks(order.listing());
        BigDecimal left = order.quantity();
        BigDecimal notional = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal price = last;
        for (int i = 0; asks != null && i < asks.size() && left.signum() > 0; i++) {
            price = SkillRenderer.decimal(asks.priceE8(i));
            BigDecimal met = left.min(SkillRenderer.decimal(asks.quantityE8(i)));
            notional = notional.add(met.multiply(price).setScale(SCALE, RoundingMode.DOWN));
            cost = cost.add(bookCost(order.listing(), met.multiply(price), false));
            left = left.subtract(met);
        }
        return new Outcome(atLast.max(notional), cost, order.quantity().subtract(left), price);
    }

    private BigDecimal bookCost(Listing listing, BigDecimal exact, boolean rests) {
        BookFees fees = agent.fees() == null ? listing.fees() : agent.fees();
        long rateE8 = rests ? Math.max(fees.makerE8(), fees.takerE8()) : fees.takerE8();
        BigDecimal notional = exact.setScale(SCALE, RoundingMode.DOWN);
        return notional.add(notional.multiply(SkillRenderer.decimal(rateE8)).setScale(SCALE, RoundingMode.DOWN));
    }

    /** An order is shown: what is in its way, null when nothing is, and it is placed. */
    Obstacle place(Order order) {
        Obstacle obstacle = obstacleOrNull(order);
        if (obstacle != null) {
            return obstacle;
        }
        int instrumentId = order.listing().instrumentId();
        Outcome outcome = outcome(order);
        ordersLeft--;
        available = available.subtract(outcome.cost());
        if (order.sells()) {
            unpromised.merge(instrumentId, order.quantity().negate(), BigDecimal::add);
        } else if (order.price() == null) {
            cash = cash.subtract(outcome.cost());
            owned.merge(instrumentId, outcome.filled(), BigDecimal::add);
            unpromised.merge(instrumentId, outcome.filled(), BigDecimal::add);
            prices.put(instrumentId, outcome.lastPrice());
            if (outcome.filled().signum() > 0) {
                traded.add(instrumentId);
            }
            ofLast = Obstacle.ORDER_OVER;
            return null;
        }
        openOrders++;
        resting = order;
        ofLast = null;
        return null;
    }

    /** A change of the price of the order that was placed last is shown: what is in its way, null when nothing is, and it is changed. */
    Obstacle change(BigDecimal price) {
        Obstacle ofCancelling = ofCancellingOrNull();
        if (ofCancelling != null) {
            return ofCancelling == Obstacle.ORDER_OVER ? Obstacle.NOT_CHANGEABLE : ofCancelling;
        }
        Order before = resting;
        release();
        Obstacle obstacle = place(before.at(price));
        if (obstacle != null) {
            ordersLeft++;
            place(before);
        }
        return obstacle;
    }

    /** The cancellation of the order that was placed last is shown: what is in its way, null when nothing is, and it is cancelled. */
    Obstacle cancel() {
        Obstacle obstacle = ofCancellingOrNull();
        if (obstacle == null) {
            release();
            ofLast = Obstacle.ORDER_OVER;
        }
        return obstacle;
    }

    private void release() {
        openOrders--;
        available = available.add(outcome(resting).cost());
        if (resting.sells()) {
            unpromised.merge(resting.listing().instrumentId(), resting.quantity(), BigDecimal::add);
        }
    }

    /** What is asked in a book, the lowest first; null: nothing is known. */
    Depth.Side asks(Listing listing) {
        Depth depth = listing.isBook() ? market.depth(listing.instrumentId()) : null;
        return depth == null ? null : depth.asks();
    }

    /** A position without a price counts nothing. */
    private BigDecimal equity() {
        BigDecimal equity = cash;
        for (Map.Entry<Integer, BigDecimal> position : owned.entrySet()) {
            BigDecimal price = prices.getOrDefault(position.getKey(), BigDecimal.ZERO);
            equity = equity.add(rounded(position.getValue().multiply(price)));
        }
        return equity;
    }

    private BigDecimal positionValue(Listing listing) {
        return rounded(of(owned, listing).multiply(prices.get(listing.instrumentId())));
    }

    private static BigDecimal of(Map<Integer, BigDecimal> quantities, Listing listing) {
        return quantities.getOrDefault(listing.instrumentId(), BigDecimal.ZERO);
    }

    private static BigDecimal percent(BigDecimal value, long percentE8) {
        return rounded(value.multiply(SkillRenderer.decimal(percentE8)).movePointLeft(2));
    }

    private static BigDecimal rounded(BigDecimal value) {
        return value.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
