package io.bullring.core.scenario;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import java.math.BigDecimal;

/** Numbers and settings as a scenario writes them: what {@link ScenarioSettings} reads. */
final class Words {
    private static final int SCALE = 8;

    private Words() {}

    /** A decimal without needless zeros. */
    static String amount(long e8) {
        return BigDecimal.valueOf(e8, SCALE).stripTrailingZeros().toPlainString();
    }

    /** All six settings, {@code none} for those that are not set. */
    static String profile(RiskProfile profile) {
        return "order " + setting(profile.maxOrderSizePctE8())
                + " position " + setting(profile.maxPositionSizePctE8())
                + " loss " + setting(profile.dailyLossLimitPctE8())
                + " least " + setting(profile.minOrderSizeE8())
                + " open " + count(profile.maxOpenOrders())
                + " rate " + count(profile.orderRateLimit());
    }

    private static String setting(long valueE8) {
        return valueE8 == RiskProfile.UNSET ? "none" : amount(valueE8);
    }

    private static String count(int value) {
        return value == RiskProfile.UNSET_COUNT ? "none" : Integer.toString(value);
    }

    static String rules(VenueRules rules) {
        return "id " + rules.venueId()
                + " version " + rules.ruleVersion()
                + " fee " + amount(rules.feeRateE8())
                + " slippage " + amount(rules.slippageFactorE8())
                + " max-age " + rules.priceMaxAgeNs() + "ns"
                + " order-life " + rules.orderLifeNs() + "ns"
                + " work " + rules.maxWorkPerCommand()
                + " orders " + rules.maxOpenOrders()
                + " agent-orders " + rules.maxOpenOrdersPerAgent()
                + " agents " + rules.maxAgents()
                + " instruments " + rules.maxInstruments()
                + " risk " + profile(rules.riskDefaults());
    }
}
