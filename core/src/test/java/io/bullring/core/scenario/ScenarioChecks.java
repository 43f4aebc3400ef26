package io.bullring.core.scenario;

import io.bullring.core.model.HouseAccount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;

/** The lines of a scenario that do nothing but look: wallets, positions, equity, open orders, the house, the ledger. */
final class ScenarioChecks {
    private static final Set<String> VERBS = Set.of("wallet", "position", "equity", "open", "house", "audit");
    private static final int SCALE = 8;

    private final Stage stage;
    private final ScenarioCast cast;

    ScenarioChecks(Stage stage, ScenarioCast cast) {
        this.stage = stage;
        this.cast = cast;
    }

    boolean knows(String verb) {
        return VERBS.contains(verb);
    }

    void check(String verb, ScenarioLine line) {
        switch (verb) {
            case "wallet" -> wallet(line);
            case "position" -> position(line);
            case "equity" -> equity(line);
            case "open" -> open(line);
            case "house" -> house(line);
            default -> agree("balanced", true, stage.isBalanced());
        }
    }

    private void wallet(ScenarioLine line) {
        long portfolioId = portfolioId(line);
        String asset = line.word();
        Holding holding = asset.equals("USDT")
                ? stage.quote(portfolioId)
                : stage.base(portfolioId, cast.instrumentId(asset + "USDT"));
        agree("available", line.amountE8(), holding.availableE8());
        agree("held", line.amountE8(), holding.heldE8());
    }

    private void position(ScenarioLine line) {
        long portfolioId = portfolioId(line);
        String symbol = line.word();
        Holding holding = stage.base(portfolioId, cast.instrumentId(symbol));
        agree("quantity", line.amountE8(), holding.quantityE8());
        while (line.hasMore()) {
            String what = line.word();
            long expectedE8 = line.amountE8();
            agree(
                    what,
                    expectedE8,
                    switch (what) {
                        case "cost" -> holding.costE8();
                        case "average" -> averageE8(holding);
                        case "realized" -> holding.realizedE8();
                        case "unrealized" -> valueE8(holding, symbol) - holding.costE8();
                        default -> throw new IllegalArgumentException("cost, average, realized or unrealized");
                    });
        }
    }

    private static long averageE8(Holding holding) {
        return BigDecimal.valueOf(holding.costE8(), SCALE)
                .divide(BigDecimal.valueOf(holding.quantityE8(), SCALE), SCALE, RoundingMode.HALF_UP)
                .unscaledValue()
                .longValueExact();
    }

    private void equity(ScenarioLine line) {
        long portfolioId = portfolioId(line);
        Holding cash = stage.quote(portfolioId);
        long equityE8 = cash.availableE8() + cash.heldE8();
        for (String symbol : cast.pricedSymbols()) {
            equityE8 += valueE8(stage.base(portfolioId, cast.instrumentId(symbol)), symbol);
        }
        agree("equity", line.amountE8(), equityE8);
    }

    private void open(ScenarioLine line) {
        long portfolioId = portfolioId(line);
        agree("open orders", line.count(), stage.openOrders(portfolioId));
    }

    private void house(ScenarioLine line) {
        HouseAccount account = HouseAccount.valueOf(line.word().toUpperCase(Locale.ROOT));
        String asset = line.word();
        int instrumentId = asset.equals("USDT") ? 0 : cast.instrumentId(asset + "USDT");
        agree(account.name(), line.amountE8(), stage.houseE8(account, instrumentId));
    }

    private long portfolioId(ScenarioLine line) {
        String name = line.word();
        return line.takes("parked") ? cast.parkedPortfolioId(name) : cast.portfolioId(name);
    }

    private long valueE8(Holding holding, String symbol) {
        return BigDecimal.valueOf(holding.quantityE8(), SCALE)
                .multiply(BigDecimal.valueOf(cast.lastE8(symbol), SCALE))
                .setScale(SCALE, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }

    private static void agree(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + ": expected " + inWords(expected) + ", was " + inWords(actual));
        }
    }

    private static String inWords(Object value) {
        return value instanceof Long amountE8
                ? BigDecimal.valueOf(amountE8, SCALE).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }
}
