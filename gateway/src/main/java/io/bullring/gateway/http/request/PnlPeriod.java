package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.Violation.Place;
import java.util.concurrent.TimeUnit;

/** How far back a result is looked for, never beyond the session. */
public enum PnlPeriod {
    DAY("1d", 1),
    WEEK("7d", 7),
    MONTH("30d", 30),
    ALL("all", 0);

    /** Name of the parameter. */
    public static final String NAME = "period";

    private final String text;
    private final int days;

    PnlPeriod(String text, int days) {
        this.text = text;
        this.days = days;
    }

    /** The period asked for, usually all; a violation when there is no such one. */
    public static PnlPeriod read(QueryText query, Violations violations) {
        String text = query.text(NAME);
        if (text == null) {
            return ALL;
        }
        for (PnlPeriod period : values()) {
            if (period.text.equals(text)) {
                return period;
            }
        }
        violations.add(Place.QUERY, NAME, "Input should be '1d', '7d', '30d' or 'all'", "literal_error");
        return ALL;
    }

    /** As on the wire. */
    public String text() {
        return text;
    }

    /** When it begins, nanoseconds since 1970, as {@code nowNs} is. */
    public long fromNs(long nowNs) {
        return this == ALL ? Long.MIN_VALUE : nowNs - TimeUnit.DAYS.toNanos(days);
    }
}
