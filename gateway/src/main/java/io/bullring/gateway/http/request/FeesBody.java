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
            feeRateE8 = fraction(members.at(0), VenueRules.MOST_FEE_RATE_E8, "0 to 0.1", violations);
            slippageFactorE8 = fraction(members.at(1), E8.ONE, "0 to 1", violations);
        }
        return violations.isEmpty();
    }

    public long feeRateE8() {
        return feeRateE8;
    }

    public long slippageFactorE8() {
        return slippageFactorE8;
    }

    /** Digits beyond the eighth are refused: nobody shall pay another fee than was said. */
    private long fraction(JsonMember member, long mostE8, String range, Violations violations) {
        if (!member.requiredDecimal(decimal, violations)) {
            return 0;
        }
        long valueE8 = decimal.truncatedE8();
        if (decimal.signum() < 0 || valueE8 == E8.OVERFLOW || valueE8 > mostE8) {
            violations.outOfRange(member.path(), range);
        } else if (!decimal.isExact()) {
            violations.outOfRange(member.path(), range + ", with 8 fractional digits at most");
        }
        return valueE8;
    }
}
