package io.bullring.core.model;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The other side of every entry: per asset what the house accounts issuance, returned, market and fees have together. */
final class ModelLedger {
    private static final String USDT = "USDT";

    private final Map<String, BigDecimal> issuance = new HashMap<>();
    private final Map<String, BigDecimal> returned = new HashMap<>();
    private final Map<String, BigDecimal> market = new HashMap<>();
    private final Map<String, BigDecimal> fees = new HashMap<>();

    void issued(BigDecimal amount) {
        issuance.merge(USDT, amount.negate(), BigDecimal::add);
    }

    /** A portfolio was closed; what it had goes back. */
    void takenBack(ModelPortfolio portfolio) {
        issuance.merge(USDT, portfolio.available.add(portfolio.held), BigDecimal::add);
        for (ModelPosition position : portfolio.positions()) {
            returned.merge(base(position.instrument), position.quantity(), BigDecimal::add);
        }
    }

    /** A portfolio bought. */
    void bought(ModelInstrument instrument, BigDecimal quantity, BigDecimal gross, BigDecimal fee) {
        market.merge(base(instrument), quantity.negate(), BigDecimal::add);
        market.merge(USDT, gross, BigDecimal::add);
        fees.merge(USDT, fee, BigDecimal::add);
    }

    /** A portfolio sold. */
    void sold(ModelInstrument instrument, BigDecimal quantity, BigDecimal gross, BigDecimal fee) {
        market.merge(base(instrument), quantity, BigDecimal::add);
        market.merge(USDT, gross.negate(), BigDecimal::add);
        fees.merge(USDT, fee, BigDecimal::add);
    }

    /** Whether each asset sums to zero over these portfolios and the house. */
    boolean isBalanced(Collection<ModelPortfolio> portfolios) {
        Map<String, BigDecimal> sums = new HashMap<>();
        for (Map<String, BigDecimal> account : List.of(issuance, returned, market, fees)) {
            account.forEach((asset, amount) -> sums.merge(asset, amount, BigDecimal::add));
        }
        for (ModelPortfolio portfolio : portfolios) {
            sums.merge(USDT, portfolio.available.add(portfolio.held), BigDecimal::add);
            for (ModelPosition position : portfolio.positions()) {
                sums.merge(base(position.instrument), position.quantity(), BigDecimal::add);
            }
        }
        return sums.values().stream().allMatch(sum -> sum.signum() == 0);
    }

    private static String base(ModelInstrument instrument) {
        return "base of " + instrument.terms.symbol();
    }
}
