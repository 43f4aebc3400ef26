package io.bullring.gateway.http.request;

import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;

/**
 * What trading against the quoted market shall cost, both numbers of it, as fractions. Valid once {@link #read} has said yes, and until
 * it reads again. For one thread.
 */
public final class FeesBody {
    private final JsonMembers members = new JsonMembers("fee_rate", "slippage_factor");
    private final DecimalText decimal = new DecimalText();

    private long feeRateE8;
    private long slippageFactorE8;

    /** Reads both; returns whether no violation was added. */
    public boolean read(byte[] json, Violations violations) {
        if (members.read(json, violations)) {
            feeRateE8 = members.at(0).requiredFraction(decimal, VenueRules.MOST_FEE_RATE_E8, "0 to 0.1", violations);
            slippageFactorE8 = members.at(1).requiredFraction(decimal, E8.ONE, "0 to 1", violations);
        }
        return violations.isEmpty();
    }

    public long feeRateE8() {
        return feeRateE8;
    }

    public long slippageFactorE8() {
        return slippageFactorE8;
    }
}
