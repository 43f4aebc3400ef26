package io.bullring.gateway;

import io.bullring.core.account.VenueRules;
import io.bullring.gateway.http.answer.PairFilters;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** What orders meet: rules that a new venue begins with, and keeps; and what is asked of each at the door. */
final class TradingOptions extends OptionGroup {
    static final String PRICE_MAX_AGE_VARIABLE = "PRICE_MAX_AGE_SECONDS";
    private static final int MOST_SECONDS = (int) TimeUnit.DAYS.toSeconds(365);
    private static final int MOST_HOURS = (int) TimeUnit.DAYS.toHours(3_650);

    @Option(names = "--price-max-age", paramLabel = "SECONDS", converter = Seconds.class, defaultValue = "60", description = {
        "How long a feed may be silent until orders at its prices are refused, 1 to 31,536,000; 0: as long as it likes. Counts when the"
                + " venue is new. Without the option, what the environment has as PRICE_MAX_AGE_SECONDS, or 60."
    })
    private int priceMaxAgeSeconds;

    @Option(names = "--order-life", paramLabel = "HOURS", description = {
        "After how many hours an order that rests expires, 1 to 87,600. Counts when the venue is new."
    })
    private int orderLifeHours = (int) TimeUnit.NANOSECONDS.toHours(VenueRules.ORDER_LIFE_NS);

    @Option(names = "--enforce-step-size", description = {
        "Refuse quantities that are no multiples of their pair's step_size; otherwise that is only shown."
    })
    private boolean enforceStepSize;

    @Option(names = "--enforce-min-notional", description = {
        "Refuse market orders, too, that are worth less than their pair's min_notional at the last price; otherwise it binds those alone"
                + " that rest."
    })
    private boolean enforceMinNotional;

    /** Of {@code --price-max-age}. */
    static final class Seconds extends FromEnvironment {
        Seconds() {
            super(PRICE_MAX_AGE_VARIABLE);
        }
    }

    @Override
    void check() {
        requireIn("--price-max-age, or PRICE_MAX_AGE_SECONDS,", priceMaxAgeSeconds, 0, MOST_SECONDS);
        requireIn("--order-life", orderLifeHours, 1, MOST_HOURS);
    }

    long priceMaxAgeNs() {
        return TimeUnit.SECONDS.toNanos(priceMaxAgeSeconds);
    }

    PairFilters filters() {
        return new PairFilters(enforceStepSize, enforceMinNotional);
    }

    long orderLifeNs() {
        return TimeUnit.HOURS.toNanos(orderLifeHours);
    }
}
