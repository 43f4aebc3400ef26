package io.bullring.gateway.http.answer;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.http.answer.Valuation.ValuedPosition;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How a session stands: a copy of its portfolio at some prices, with the sums that are told of it. Immutable; amounts are
 * USDT. {@code equity − capital = realised + unrealised}, to the last digit.
 *
 * @param capital what was put in: the starting balance, and what was given at its cost
 * @param positions with something in them, by symbol
 */
public record Standing(
        long portfolioId,
        BigDecimal startingBalance,
        BigDecimal capital,
        BigDecimal available,
        BigDecimal held,
        List<ValuedPosition> positions,
        BigDecimal equity,
        BigDecimal realizedPnl,
        BigDecimal unrealizedPnl,
        int openOrders) {

    private static final int SCALE = 8;

    public Standing {
        positions = List.copyOf(positions);
    }

    /** Prices of which each is read once, however many portfolios they are for. */
    public static IntFunction<Price> pricesReadOnce(MarketBoard market) {
        Map<Integer, Price> read = new HashMap<>();
        return instrumentId -> read.computeIfAbsent(instrumentId, market::price);
    }

    public static Standing of(PortfolioImage portfolio, MarketBoard market, IntFunction<Price> prices) {
        Valuation valuation = Valuation.of(portfolio, market, prices);
        return new Standing(
                portfolio.portfolioId(),
                decimal(portfolio.startingBalanceE8()),
                capital(valuation, portfolio),
                decimal(portfolio.availableE8()),
                decimal(portfolio.heldE8()),
                valuation.open(),
                valuation.equity(),
                decimal(portfolio.realizedPnlE8()),
                sum(valuation.open(), ValuedPosition::unrealizedPnl),
                portfolio.openOrders());
    }

    /** What is held, at its price; a position without a price counts what it cost. */
    public BigDecimal positionValue() {
        return sum(positions, ValuedPosition::marketValue);
    }

    BigDecimal totalPnl() {
        return realizedPnl.add(unrealizedPnl);
    }

    BigDecimal roiPct() {
        return totalPnl().movePointRight(2).divide(capital, SCALE, RoundingMode.HALF_UP);
    }

    /** The engine keeps cash + cost = capital + realised result. */
    private static BigDecimal capital(Valuation valuation, PortfolioImage portfolio) {
        return valuation.cash()
                .add(sum(valuation.open(), ValuedPosition::cost))
                .subtract(decimal(portfolio.realizedPnlE8()));
    }

    /** Of nothing it is 0, without fractional digits. */
    private static BigDecimal sum(List<ValuedPosition> positions, Function<ValuedPosition, BigDecimal> part) {
        return positions.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal decimal(long valueE8) {
        return BigDecimal.valueOf(valueE8, SCALE);
    }
}
