package io.bullring.gateway.event;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.BookFees;
import io.bullring.protocol.AgentFeesChangedDecoder;
import io.bullring.protocol.RiskProfileDecoder;
import io.bullring.protocol.RiskProfileEncoder;
import io.bullring.protocol.VenueRulesDecoder;
import io.bullring.protocol.VenueRulesEncoder;

/** Values of the schema to and from the records that carry them. Any thread. */
public final class Carriers {
    private Carriers() {}

    public static RiskProfile riskProfile(RiskProfileDecoder from) {
        return new RiskProfile(
                from.maxOrderSizePctE8(),
                from.maxPositionSizePctE8(),
                from.dailyLossLimitPctE8(),
                from.minOrderSizeE8(),
                from.maxOpenOrders(),
                from.orderRateLimit());
    }

    public static void encode(RiskProfile profile, RiskProfileEncoder into) {
        into.maxOrderSizePctE8(profile.maxOrderSizePctE8())
                .maxPositionSizePctE8(profile.maxPositionSizePctE8())
                .dailyLossLimitPctE8(profile.dailyLossLimitPctE8())
                .minOrderSizeE8(profile.minOrderSizeE8())
                .maxOpenOrders(profile.maxOpenOrders())
                .orderRateLimit(profile.orderRateLimit());
    }

    /** The fees of its own that an agent has from now on; null: none. */
    public static BookFees fees(AgentFeesChangedDecoder from) {
        return from.makerFeeE8() == AgentFeesChangedDecoder.makerFeeE8NullValue()
                ? null
                : new BookFees(from.makerFeeE8(), from.takerFeeE8());
    }

    public static VenueRules venueRules(VenueRulesDecoder from, RiskProfileDecoder riskDefaults) {
        return new VenueRules(
                from.venueId(),
                from.ruleVersion(),
                from.maxOpenOrdersPerAgent(),
                from.maxOpenOrders(),
                from.maxAgents(),
                from.maxInstruments(),
                from.maxWorkPerCommand(),
                from.feeRateE8(),
                from.slippageFactorE8(),
                from.priceMaxAgeNs(),
                from.orderLifeNs(),
                riskProfile(riskDefaults));
    }

    /** All but the risk defaults, which stand in a field of their own. */
    public static void encode(VenueRules rules, VenueRulesEncoder into) {
        into.venueId(rules.venueId())
                .ruleVersion(rules.ruleVersion())
                .maxOpenOrdersPerAgent(rules.maxOpenOrdersPerAgent())
                .maxOpenOrders(rules.maxOpenOrders())
                .maxAgents(rules.maxAgents())
                .maxInstruments(rules.maxInstruments())
                .maxWorkPerCommand(rules.maxWorkPerCommand())
                .feeRateE8(rules.feeRateE8())
                .slippageFactorE8(rules.slippageFactorE8())
                .priceMaxAgeNs(rules.priceMaxAgeNs())
                .orderLifeNs(rules.orderLifeNs());
    }
}
