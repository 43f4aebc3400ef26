package io.bullring.core.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The lines of a scenario that do nothing but look: wallets, positions, equity, the ledger. */
final class ScenarioChecks {
    private static final Set<String> VERBS = Set.of("wallet", "position", "equity", "audit");
    private static final int SCALE = 8;

    private final Stage stage;
    private final ToIntFunction<String> agents;
    private final ToIntFunction<String> instruments;
    private final Map<String, Long> lastE8 = new HashMap<>();

    ScenarioChecks(Stage stage, ToIntFunction<String> agents, ToIntFunction<String> instruments) {
        this.stage = stage;
        this.agents = agents;
        this.instruments = instruments;
    }

    /** Equity is reckoned at the prices that the scenario itself told. */
    void priced(String symbol, long priceE8) {
        lastE8.put(symbol, priceE8);
    }

    boolean knows(String verb) {
        return VERBS.contains(verb);
    }

    void check(String verb, ScenarioLine line) {
        switch (verb) {
            case "wallet" -> wallet(line);
            case "position" -> position(line);
            case "equity" -> equity(line);
            default -> agree("balanced", true, stage.isBalanced());
        }
    }

    private void wallet(ScenarioLine line) {
        int portfolioId = agents.applyAsInt(line.word());
        String asset = line.word();
        Holding holding = asset.equals("USDT")
                ? stage.quote(portfolioId)
                : stage.base(portfolioId, instruments.applyAsInt(asset + "USDT"));
        agree("available", line.amountE8(), holding.availableE8());
        agree("held", line.amountE8(), holding.heldE8());
    }

    private void position(ScenarioLine line) {
        int portfolioId = agents.applyAsInt(line.word());
        String symbol = line.word();
        Holding holding = stage.base(portfolioId, instruments.applyAsInt(symbol));
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
        int portfolioId = agents.applyAsInt(line.word());
        Holding cash = stage.quote(portfolioId);
        long equityE8 = cash.availableE8() + cash.heldE8();
        for (String symbol : lastE8.keySet()) {
            equityE8 += valueE8(stage.base(portfolioId, instruments.applyAsInt(symbol)), symbol);
        }
        agree("equity", line.amountE8(), equityE8);
    }

    private long valueE8(Holding holding, String symbol) {
        return BigDecimal.valueOf(holding.quantityE8(), SCALE)
                .multiply(BigDecimal.valueOf(lastE8.get(symbol), SCALE))
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
