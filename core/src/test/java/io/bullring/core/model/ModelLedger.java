package io.bullring.core.model;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The other side of every entry: per asset what the house accounts issuance, returned, market and fees have together. */
final class ModelLedger {
    private static final String USDT = "USDT";

    private final Map<HouseAccount, Map<String, BigDecimal>> accounts = new EnumMap<>(HouseAccount.class);

    void issued(BigDecimal amount) {
        add(HouseAccount.ISSUANCE, USDT, amount.negate());
    }

    /** A portfolio was closed; what it had goes back. */
    void takenBack(ModelPortfolio portfolio) {
        add(HouseAccount.ISSUANCE, USDT, portfolio.available.add(portfolio.held));
        for (ModelPosition position : portfolio.positions()) {
            add(HouseAccount.RETURNED, base(position.instrument), position.quantity());
        }
    }

    /** A portfolio bought. */
    void bought(ModelInstrument instrument, BigDecimal quantity, BigDecimal gross, BigDecimal fee) {
        add(HouseAccount.MARKET, base(instrument), quantity.negate());
        add(HouseAccount.MARKET, USDT, gross);
        add(HouseAccount.FEES, USDT, fee);
    }

    /** A portfolio sold. */
    void sold(ModelInstrument instrument, BigDecimal quantity, BigDecimal gross, BigDecimal fee) {
        add(HouseAccount.MARKET, base(instrument), quantity);
        add(HouseAccount.MARKET, USDT, gross.negate());
        add(HouseAccount.FEES, USDT, fee);
    }

    /** Fees of a trade between two portfolios. */
    void charged(BigDecimal fees) {
        add(HouseAccount.FEES, USDT, fees);
    }

    /** A portfolio was given base asset. */
    void granted(ModelInstrument instrument, BigDecimal quantity) {
        add(HouseAccount.RETURNED, base(instrument), quantity.negate());
    }

    private void add(HouseAccount account, String asset, BigDecimal amount) {
        accounts.computeIfAbsent(account, name -> new HashMap<>()).merge(asset, amount, BigDecimal::add);
    }

    /** What an account has of the base asset of an instrument, or with null of USDT. */
    BigDecimal balance(HouseAccount account, ModelInstrument instrument) {
        return accounts.getOrDefault(account, Map.of())
                .getOrDefault(instrument == null ? USDT : base(instrument), BigDecimal.ZERO);
    }

    /** Whether each asset sums to zero over these portfolios and the house. */
    boolean isBalanced(Collection<ModelPortfolio> portfolios) {
        Map<String, BigDecimal> sums = new HashMap<>();
        for (Map<String, BigDecimal> account : accounts.values()) {
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
