package io.bullring.gateway.http.request;

import io.bullring.core.e8.E8;

/**
 * How an order that rests in a book shall be changed. Valid once {@link #read} has said yes, and until it reads again. For one
 * thread.
 */
public final class ModifyBody {
    /** In the place of a number: as it is; the null value of the schema. */
    public static final long UNCHANGED = Long.MIN_VALUE;

    private final JsonMembers members = new JsonMembers("remaining_quantity", "price");
    private final JsonMember quantityMember = members.at(0);
    private final JsonMember priceMember = members.at(1);
    private final DecimalText decimal = new DecimalText();

    private long leftE8;
    private long priceE8;

    /** Reads a change; returns whether no violation was added. */
    public boolean read(byte[] json, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        leftE8 = quantityMember.isPresent() ? left(violations) : UNCHANGED;
        priceE8 = priceMember.isPresent() ? price(violations) : UNCHANGED;
        if (!quantityMember.isPresent() && !priceMember.isPresent()) {
            violations.missing(quantityMember.path());
        }
        return violations.isEmpty();
    }

    /** What the order shall have left, base asset, or {@link #UNCHANGED}. */
    public long leftE8() {
        return leftE8;
    }

    /** Its limit, or {@link #UNCHANGED}. */
    public long priceE8() {
        return priceE8;
    }

    /** As in an order, what lies beyond 8 fractional digits is cut off. */
    private long left(Violations violations) {
        return quantityMember.decimal(decimal, violations)
                ? positive(quantityMember, decimal.truncatedE8(), violations)
                : UNCHANGED;
    }

    private long price(Violations violations) {
        return priceMember.decimal(decimal, violations)
                ? positive(priceMember, decimal.roundedE8(), violations)
                : UNCHANGED;
    }

    private static long positive(JsonMember member, long valueE8, Violations violations) {
        if (valueE8 == E8.OVERFLOW) {
            violations.doesNotFit(member.path());
        } else if (valueE8 <= 0) {
            violations.notPositive(member.path());
        }
        return valueE8;
    }
}
