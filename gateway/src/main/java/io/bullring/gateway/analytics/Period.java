package io.bullring.gateway.analytics;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/** How far back one looks: days of 24 hours that end now, or everything. */
public enum Period {
    DAY("1d", 1),
    WEEK("7d", 7),
    MONTH("30d", 30),
    QUARTER("90d", 90),
    ALL("all", 0);

    private final String text;
    private final int days;

    Period(String text, int days) {
        this.text = text;
        this.days = days;
    }

    /** As on the wire. */
    public String text() {
        return text;
    }

    public boolean isBounded() {
        return this != ALL;
    }

    /** How long it is; not of everything. */
    BigDecimal days() {
        return BigDecimal.valueOf(days);
    }

    /** When it begins, nanoseconds since 1970, UTC. */
    long fromNs(long nowNs) {
        return isBounded() ? nowNs - TimeUnit.DAYS.toNanos(days) : Long.MIN_VALUE;
    }
}
