package io.bullring.gateway.http.answer;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a portfolio is worth at the last prices, however old: each price is read once, and a position without a price
 * counts what it cost. A position's value is rounded to eight fractional digits as the engine does it, HALF_EVEN, so that it is the
 * same wherever it is told; quotients, which the engine has none of, HALF_UP. A sum of many may have more digits than 64 bits hold.
 * Immutable.
 *
 * @param cash USDT, available and held
 * @param positions all that were ever held, sold out ones included, by symbol
 */
record Valuation(BigDecimal cash, List<ValuedPosition> positions) {
    private static final int SCALE = 8;

    Valuation {
        positions = List.copyOf(positions);
    }

    static Valuation of(PortfolioImage portfolio, MarketBoard market) {
        return of(portfolio, market, market::price);
    }

    /** @param prices last price by instrument, null: there is none */
    static Valuation of(PortfolioImage portfolio, MarketBoard market, IntFunction<Price> prices) {
        List<ValuedPosition> positions = new ArrayList<>(portfolio.positionCount());
        for (int i = 0; i < portfolio.positionCount(); i++) {
            Listing listing = market.listing(portfolio.instrumentId(i));
            Price price = prices.apply(listing.instrumentId());
            positions.add(new ValuedPosition(
                    listing,
                    portfolio.baseAvailableE8(i),
                    portfolio.baseHeldE8(i),
                    decimal(portfolio.costE8(i)),
                    decimal(portfolio.realizedPnlE8(i)),
                    price == null ? null : decimal(price.lastE8()),
                    portfolio.openedAtNs(i)));
        }
        positions.sort(Comparator.comparing(position -> position.listing().symbol()));
        BigDecimal cash = decimal(portfolio.availableE8()).add(decimal(portfolio.heldE8()));
        return new Valuation(cash, positions);
    }

    /** USDT. */
    BigDecimal equity() {
        return positions.stream().map(ValuedPosition::marketValue).reduce(cash, BigDecimal::add);
    }

    /** USDT, over what is held at present. */
    BigDecimal unrealizedPnl() {
        return positions.stream().map(ValuedPosition::unrealizedPnl).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The positions with something in them. */
    List<ValuedPosition> open() {
        return positions.stream().filter(ValuedPosition::isOpen).toList();
    }

    private static BigDecimal decimal(long valueE8) {
        return BigDecimal.valueOf(valueE8, SCALE);
    }

    /**
     * One position.
     *
     * @param availableE8 base asset
     * @param heldE8 base asset promised to open orders
     * @param cost USDT, fees included
     * @param realizedPnl USDT
     * @param price last price, null: none
     * @param openedNs nanoseconds since 1970, UTC
     */
    record ValuedPosition(
            Listing listing,
            long availableE8,
            long heldE8,
            BigDecimal cost,
            BigDecimal realizedPnl,
            BigDecimal price,
            long openedNs) {

        boolean isOpen() {
            return quantity().signum() > 0;
        }

        BigDecimal quantity() {
            return decimal(availableE8).add(decimal(heldE8));
        }

        BigDecimal marketValue() {
            return price == null ? cost : quantity().multiply(price).setScale(SCALE, RoundingMode.HALF_EVEN);
        }

        BigDecimal unrealizedPnl() {
            return marketValue().subtract(cost);
        }

        BigDecimal unrealizedPnlPct() {
            return cost.signum() == 0
                    ? BigDecimal.ZERO.setScale(SCALE)
                    : unrealizedPnl().movePointRight(2).divide(cost, SCALE, RoundingMode.HALF_UP);
        }

        /** Of an open position. */
        BigDecimal averageEntryPrice() {
            return cost.divide(quantity(), SCALE, RoundingMode.HALF_UP);
        }
    }
}
