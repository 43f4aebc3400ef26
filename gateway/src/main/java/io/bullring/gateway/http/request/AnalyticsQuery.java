package io.bullring.gateway.http.request;

import io.bullring.gateway.analytics.Period;
import io.bullring.gateway.history.CandleInterval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What questions about the past have in common: of whom, how far back, how often. For one request. */
public final class AnalyticsQuery {
    public static final String SCOPE = "scope";
    public static final String PERIOD = "period";

    private static final String ACCOUNT = "account";
    private static final String INTERVAL = "interval";
    private static final String USUAL_INTERVAL = "1h";
    private static final Map<String, CandleInterval> SPACINGS = Map.of(
            "1m", CandleInterval.ONE_MINUTE,
            "5m", CandleInterval.FIVE_MINUTES,
            USUAL_INTERVAL, CandleInterval.ONE_HOUR,
            "1d", CandleInterval.ONE_DAY);
    private static final List<String> INTERVALS = List.of("1m", "5m", USUAL_INTERVAL, "1d");
    private static final List<String> PERIODS =
            Arrays.stream(Period.values()).map(Period::text).toList();

    private final QueryText query;

    public AnalyticsQuery(QueryText query) {
        this.query = query;
    }

    /** Whether an account as a whole is asked about; otherwise agents. */
    public boolean isOfAccount() {
        return ACCOUNT.equals(query.word(SCOPE, List.of("agent", ACCOUNT)));
    }

    public Period period(Period orElse) {
        String text = query.word(PERIOD, PERIODS);
        return text == null ? orElse : Period.values()[PERIODS.indexOf(text)];
    }

    /** How far the points of a curve lie apart, as on the wire. */
    public String spacingText() {
        String text = query.word(INTERVAL, INTERVALS);
        return text == null ? USUAL_INTERVAL : text;
    }

    /** The same as a span of time. */
    public static CandleInterval spacing(String text) {
        return SPACINGS.get(text);
    }
}
