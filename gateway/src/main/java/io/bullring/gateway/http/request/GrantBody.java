package io.bullring.gateway.http.request;

import io.bullring.core.e8.E8;
import java.util.Locale;

/** What the operator gives an agent. Valid once {@link #read} has said yes, and until it reads again. For one thread. */
public final class GrantBody {
    private final JsonMembers members = new JsonMembers("symbol", "quantity");
    private final JsonMember symbolMember = members.at(0);
    private final JsonMember quantityMember = members.at(1);
    private final DecimalText decimal = new DecimalText();

    private String symbol;
    private long quantityE8;

    /** Reads a grant; returns whether no violation was added. */
    public boolean read(byte[] json, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        String text = symbolMember.requiredText(OrderBody.MAX_SYMBOL, violations);
        symbol = text == null ? null : text.toUpperCase(Locale.ROOT);
        if (quantityMember.requiredDecimal(decimal, violations)) {
            quantityE8 = decimal.truncatedE8();
            if (quantityE8 == E8.OVERFLOW) {
                violations.doesNotFit(quantityMember.path());
            } else if (quantityE8 <= 0) {
                violations.notPositive(quantityMember.path());
            }
        }
        return violations.isEmpty();
    }

    /** In upper case. */
    public String symbol() {
        return symbol;
    }

    /** Base asset. */
    public long quantityE8() {
        return quantityE8;
    }
}
