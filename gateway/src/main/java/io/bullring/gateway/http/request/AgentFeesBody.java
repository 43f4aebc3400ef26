package io.bullring.gateway.http.request;

import io.bullring.core.account.VenueRules;
import io.bullring.core.market.BookFees;

/**
 * What an agent shall pay in books, as fractions: both fees, or null for both. Valid once {@link #read} has said yes, and until it reads
 * again. For one thread.
 */
public final class AgentFeesBody {
    private final JsonMembers members = new JsonMembers("maker_fee", "taker_fee");
    private final JsonMember makerMember = members.at(0);
    private final JsonMember takerMember = members.at(1);
    private final DecimalText decimal = new DecimalText();

    private BookFees fees;

    /** Reads both; returns whether no violation was added. */
    public boolean read(byte[] json, Violations violations) {
        fees = null;
        if (members.read(json, violations) && !areNull()) {
            fees = new BookFees(fee(makerMember, violations), fee(takerMember, violations));
        }
        return violations.isEmpty();
    }

    /** Null: what each book asks. */
    public BookFees fees() {
        return fees;
    }

    private boolean areNull() {
        return makerMember.isNull() && takerMember.isNull();
    }

    private long fee(JsonMember member, Violations violations) {
        return member.requiredFraction(decimal, VenueRules.MOST_FEE_RATE_E8, "0 to 0.1", violations);
    }
}
