package io.bullring.gateway.http.answer;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.Valuation.ValuedPosition;
import io.bullring.gateway.market.Depth;
import io.bullring.gateway.market.FeedView;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What room an agent has for orders at a moment: what is in the way of all of them, and how large one may be. The engine's checks
 * (RULES.md section 3), with some room for a market that moves. Counts the orders that a manual has shown. For one thread.
 */
final class OrderRoom {
    private static final BigDecimal ABOVE_SMALLEST = new BigDecimal("1.25");
    private static final BigDecimal BELOW_LARGEST = new BigDecimal("0.9");
    /** Of the starting balance. */
    private static final BigDecimal USUAL_SHARE = new BigDecimal("0.01");

    private final Agent agent;
    private final RiskProfile limits;
    private final Standing standing;
    private final MarketBoard market;
    private final long nowNs;
    private final Obstacle ofAgent;
    private long ordersLeft;

    /**
     * A quantity, and what is in its way.
     *
     * @param quantity base asset; null: there is none
     * @param obstacle null: nothing is in its way
     */
    record Size(BigDecimal quantity, Obstacle obstacle) {
        boolean fits() {
            return obstacle == null;
        }
    }

    /**
     * @param killed whether a kill switch is engaged, of the agent, its account or the venue
     * @param nowNs nanoseconds since 1970, UTC
     */
    OrderRoom(
            Agent agent, RiskProfile limits, PortfolioImage portfolio, MarketBoard market, boolean killed, long nowNs) {
        this.agent = agent;
        this.limits = limits;
        this.standing = Standing.of(portfolio, market, Standing.pricesReadOnce(market));
        this.market = market;
        this.nowNs = nowNs;
        this.ofAgent = ofAgentOrNull(agent, limits, portfolio, killed, nowNs);
        this.ordersLeft = limits.orderRateLimit() - portfolio.minuteCount(TimeUnit.NANOSECONDS.toMinutes(nowNs));
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
                || loss.signum() > 0 && loss.compareTo(mostLoss.setScale(loss.scale(), RoundingMode.HALF_EVEN)) >= 0;
        return isHalted ? Obstacle.DAILY_LOSS : null;
    }

    /** One more order is placed or changed: what is in its way, null when nothing is. */
    Obstacle count(Obstacle obstacle) {
        if (obstacle != null) {
            return obstacle;
        }
        return --ordersLeft < 0 ? Obstacle.ORDER_RATE : null;
    }

    /** What is in the way of reading a pair's price; null: nothing. */
    Obstacle ofPriceOrNull(Listing listing) {
        if (listing == null) {
            return Obstacle.NO_PAIR;
        }
        return market.price(listing.instrumentId()) == null ? Obstacle.NO_PRICE : null;
    }

    /** What is in the way of reading what is made of a pair's candles; null: nothing. A book has none before its first trade. */
    Obstacle ofCandlesOrNull(Listing listing) {
        Obstacle ofPrice = ofPriceOrNull(listing);
        if (ofPrice == Obstacle.NO_PAIR) {
            return ofPrice;
        }
        boolean isTraded = ofPrice == null
                && (!listing.isBook() || market.price(listing.instrumentId()).tradeId() != 0);
        return isTraded ? null : Obstacle.NO_CANDLES;
    }

    /** What is in the way of all orders in a pair; null: nothing. */
    Obstacle ofOrdersOrNull(Listing listing) {
        if (ofAgent == Obstacle.ARCHIVED) {
            return ofAgent;
        }
        if (listing == null) {
            return Obstacle.NO_PAIR;
        }
        if (!listing.isTraded()) {
            return listing.terms().active() ? Obstacle.PAIR_HALTED : Obstacle.NOT_TRADED;
        }
        if (ofAgent != null) {
            return ofAgent;
        }
        if (!listing.isBook() && !isFresh(listing)) {
            return Obstacle.NO_PRICE;
        }
        return standing.openOrders() < limits.maxOpenOrders() ? null : Obstacle.OPEN_ORDERS;
    }

    /** A feed that is up and silent may live, of which nothing is known here: then its prices count as old. */
    private boolean isFresh(Listing listing) {
        Price price = market.price(listing.instrumentId());
        long maxAgeNs = market.rules().priceMaxAgeNs();
        FeedView feed = market.feed(listing.terms().feedId());
        if (price == null || feed == null) {
            return false;
        }
        return maxAgeNs == 0
                || nowNs - feed.lastMessageNs() <= maxAgeNs && (!feed.isUp() || price.timeNs() >= feed.changedNs());
    }

    /** The last price; in a book the highest that is asked among those that are shown, if that is more. */
    BigDecimal dearest(Listing listing) {
        BigDecimal last = lastPrice(listing);
        Depth depth = listing.isBook() ? market.depth(listing.instrumentId()) : null;
        return depth == null || depth.asks().size() == 0
                ? last
                : last.max(SkillRenderer.decimal(depth.asks().priceE8(depth.asks().size() - 1)));
    }

    /** The last price; in a book the lowest that is asked, if that is less. */
    BigDecimal cheapest(Listing listing) {
        BigDecimal last = lastPrice(listing);
        Depth depth = listing.isBook() ? market.depth(listing.instrumentId()) : null;
        return depth == null || depth.asks().size() == 0
                ? last
                : last.min(SkillRenderer.decimal(depth.asks().priceE8(0)));
    }

    private BigDecimal lastPrice(Listing listing) {
        return SkillRenderer.decimal(market.price(listing.instrumentId()).lastE8());
    }

    /**
     * What one purchase may buy: a hundredth of the starting balance, less if an order may not be so large, more if it may not be so small.
     *
     * @param shareOfRoom what it may take of what position and money leave
     * @param rests whether it, or what follows from it, rests, so that the pair's smallest value binds it
     */
    Size purchase(Listing listing, BigDecimal shareOfRoom, boolean rests) {
        BigDecimal price = dearest(listing);
        BigDecimal least = least(listing, rests);
        BigDecimal byOrder = percent(standing.equity(), limits.maxOrderSizePctE8()).multiply(BELOW_LARGEST);
        BigDecimal byPosition = percent(standing.equity(), limits.maxPositionSizePctE8())
                .subtract(position(listing).map(ValuedPosition::marketValue).orElse(BigDecimal.ZERO))
                .multiply(shareOfRoom);
        BigDecimal byCash = standing.available().multiply(shareOfRoom);
        BigDecimal most = largestOfPair(listing);
        if (most != null && least.compareTo(most) > 0) {
            return new Size(null, Obstacle.TOO_LARGE_FOR_PAIR);
        }
        BigDecimal value = least.multiply(price);
        if (standing.equity().signum() > 0 && value.compareTo(byOrder) > 0) {
            return new Size(null, Obstacle.TOO_LARGE);
        }
        if (standing.equity().signum() > 0 && value.compareTo(byPosition) > 0) {
            return new Size(null, Obstacle.POSITION);
        }
        if (value.compareTo(byCash) > 0) {
            return new Size(null, Obstacle.NO_CASH);
        }
        BigDecimal usual = SkillRenderer.decimal(agent.startingBalanceE8()).multiply(USUAL_SHARE);
        BigDecimal room = inSteps(listing, byCash.min(byPosition).min(byOrder), price, RoundingMode.DOWN);
        BigDecimal quantity = inSteps(listing, usual, price, RoundingMode.UP).min(room).max(least);
        return new Size(most == null ? quantity : quantity.min(most), null);
    }

    /** What of its position the agent may offer in an order that rests. */
    Size sale(Listing listing) {
        BigDecimal least = least(listing, true);
        BigDecimal owned = position(listing).map(it -> SkillRenderer.decimal(it.availableE8())).orElse(BigDecimal.ZERO);
        BigDecimal byOrder = percent(standing.equity(), limits.maxOrderSizePctE8()).multiply(BELOW_LARGEST);
        if (least.multiply(dearest(listing)).compareTo(byOrder) > 0) {
            return new Size(null, Obstacle.TOO_LARGE);
        }
        return owned.compareTo(least) < 0 ? new Size(null, Obstacle.NO_BASE) : new Size(least, null);
    }

    /** The smallest quantity that neither the agent's limits nor the pair's refuse. */
    BigDecimal least(Listing listing, boolean rests) {
        long smallestE8 = Math.max(limits.minOrderSizeE8(), rests ? listing.terms().minNotionalE8() : 0);
        return inSteps(
                listing,
                SkillRenderer.decimal(smallestE8).multiply(ABOVE_SMALLEST),
                cheapest(listing),
                RoundingMode.UP)
                .max(SkillRenderer.decimal(listing.terms().minQuantityE8()))
                .max(step(listing));
    }

    /** Null: as much as one likes. */
    private static BigDecimal largestOfPair(Listing listing) {
        long largestE8 = listing.terms().maxQuantityE8();
        return largestE8 == 0 ? null : SkillRenderer.decimal(largestE8);
    }

    private Optional<ValuedPosition> position(Listing listing) {
        return standing.positions()
                .stream()
                .filter(position -> position.listing().instrumentId() == listing.instrumentId())
                .findAny();
    }

    private static BigDecimal percent(BigDecimal value, long percentE8) {
        return value.multiply(SkillRenderer.decimal(percentE8)).movePointLeft(2);
    }

    private static BigDecimal step(Listing listing) {
        return SkillRenderer.decimal(Math.max(1, listing.terms().stepSizeE8()));
    }

    private static BigDecimal inSteps(Listing listing, BigDecimal value, BigDecimal price, RoundingMode rounding) {
        BigDecimal step = step(listing);
        return value.divide(price.multiply(step), 0, rounding).multiply(step);
    }
}
