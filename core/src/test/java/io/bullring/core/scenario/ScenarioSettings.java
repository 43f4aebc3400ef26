package io.bullring.core.scenario;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;

/** Rules, risk settings and instruments as scenarios write them: a name, then its value. */
final class ScenarioSettings {
    private static final long ONE_E8 = 100_000_000L;

    private ScenarioSettings() {}

    /** The specification's rules, changed as the line says. */
    static VenueRules rules(ScenarioLine line) {
        VenueRules rules = VenueRules.defaults(1);
        while (line.hasMore()) {
            rules = line.takes("risk") ? rules.with(profile(line, rules.riskDefaults())) : changed(rules, line);
        }
        return rules;
    }

    private static VenueRules changed(VenueRules rules, ScenarioLine line) {
        String name = line.word();
        return new VenueRules(
                name.equals("id") ? Long.parseLong(line.word()) : rules.venueId(),
                name.equals("version") ? line.count() : rules.ruleVersion(),
                name.equals("agent-orders") ? line.count() : rules.maxOpenOrdersPerAgent(),
                name.equals("orders") ? line.count() : rules.maxOpenOrders(),
                name.equals("agents") ? line.count() : rules.maxAgents(),
                name.equals("instruments") ? line.count() : rules.maxInstruments(),
                name.equals("work") ? line.count() : rules.maxWorkPerCommand(),
                name.equals("fee") ? line.amountE8() : rules.feeRateE8(),
                name.equals("slippage") ? line.amountE8() : rules.slippageFactorE8(),
                name.equals("max-age") ? line.spanNs() : rules.priceMaxAgeNs(),
                name.equals("order-life") ? line.spanNs() : rules.orderLifeNs(),
                rules.riskDefaults());
    }

    /** Risk settings up to the end of the line; what is not named stays. {@code none} unsets. */
    static RiskProfile profile(ScenarioLine line, RiskProfile before) {
        RiskProfile profile = before;
        while (line.hasMore()) {
            profile = changed(profile, line);
        }
        return profile;
    }

    private static RiskProfile changed(RiskProfile profile, ScenarioLine line) {
        String name = line.word();
        return new RiskProfile(
                name.equals("order") ? setting(line) : profile.maxOrderSizePctE8(),
                name.equals("position") ? setting(line) : profile.maxPositionSizePctE8(),
                name.equals("loss") ? setting(line) : profile.dailyLossLimitPctE8(),
                name.equals("least") ? setting(line) : profile.minOrderSizeE8(),
                name.equals("open") ? count(line) : profile.maxOpenOrders(),
                name.equals("rate") ? count(line) : profile.orderRateLimit());
    }

    private static long setting(ScenarioLine line) {
        return line.takes("none") ? RiskProfile.UNSET : line.amountE8();
    }

    private static int count(ScenarioLine line) {
        return line.takes("none") ? RiskProfile.UNSET_COUNT : line.count();
    }

    /** An instrument without bounds on feed 1, changed as the line says up to {@code volume} or its end. */
    static InstrumentTerms terms(ScenarioLine line) {
        InstrumentTerms terms = new InstrumentTerms(line.word(), 1, true, 0, 0, 0, 0);
        while (line.hasMore() && !line.takes("volume")) {
            String name = line.word();
            terms = new InstrumentTerms(
                    terms.symbol(),
                    name.equals("feed") ? line.count() : terms.feedId(),
                    !name.equals("inactive") && terms.active(),
                    name.equals("min") ? line.amountE8() : terms.minQuantityE8(),
                    name.equals("max") ? line.amountE8() : terms.maxQuantityE8(),
                    ONE_E8,
                    name.equals("notional") ? line.amountE8() : terms.minNotionalE8());
        }
        return terms;
    }
}
