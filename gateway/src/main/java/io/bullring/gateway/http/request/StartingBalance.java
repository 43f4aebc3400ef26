package io.bullring.gateway.http.request;

import io.bullring.core.e8.E8;
import java.math.BigDecimal;

/**
 * The USDT that a new agent is funded with, as its owner wrote it: the answer that shows it first keeps their scale.
 * Its range is the engine's rule. Reused with its body; for one thread.
 */
public final class StartingBalance {
    private static final String DEFAULT_TEXT = "10000.00";
    private static final long DEFAULT_E8 = 10_000 * E8.ONE;
    private static final int MAX_SCALE = 8;

    private final JsonMember member;
    private final DecimalText decimal = new DecimalText();
    private long valueE8;
    private String text;

    StartingBalance(JsonMember member) {
        this.member = member;
    }

    /** Whether the body has one; otherwise it is the default. */
    boolean isGiven() {
        return member.isPresent();
    }

    /** As a violation names it. */
    String field() {
        return member.path();
    }

    void read(Violations violations) {
        if (!member.isPresent()) {
            valueE8 = DEFAULT_E8;
            text = DEFAULT_TEXT;
            return;
        }
        if (!member.decimal(decimal, violations)) {
            return;
        }
        valueE8 = decimal.roundedE8();
        if (decimal.signum() <= 0) {
            violations.notPositive(member.path());
        } else if (valueE8 == E8.OVERFLOW) {
            violations.doesNotFit(member.path());
        } else if (!decimal.isExact()) {
            violations.invalid(member.path(), "Input should have at most 8 fractional digits");
        } else {
            text = plain(new BigDecimal(member.text()));
        }
    }

    /** USDT. */
    public long e8() {
        return valueE8;
    }

    /** The number in the scale in which it was written. */
    public String text() {
        return text;
    }

    private static String plain(BigDecimal number) {
        return (number.scale() > MAX_SCALE ? number.setScale(MAX_SCALE) : number).toPlainString();
    }
}
