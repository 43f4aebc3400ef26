package io.bullring.gateway.http;

import java.util.function.ToIntFunction;

/** Requests that are counted together, by the beginning of their route; the first that fits counts. */
enum Tier {
    LOGIN("/auth/login", RateLimits::login),
    REGISTRATION("/auth/register", RateLimits::registration),
    ORDERS("/trade/", RateLimits::orders),
    BACKTEST("/backtest/", RateLimits::backtest),
    MARKET_DATA("/market/", RateLimits::marketData),
    TRAINING("/training/", RateLimits::training),
    METRICS("/metrics/", RateLimits::general),
    AGENTS("/agents", RateLimits::general),
    GENERAL("/", RateLimits::general);

    private static final Tier[] ALL = values();

    private final String path;
    private final ToIntFunction<RateLimits> limit;

    Tier(String path, ToIntFunction<RateLimits> limit) {
        this.path = path;
        this.limit = limit;
    }

    /** @param path of the route, behind what all calls have in common */
    static Tier of(String path) {
        for (Tier tier : ALL) {
            if (path.startsWith(tier.path)) {
                return tier;
            }
        }
        return GENERAL;
    }

    /** The beginning of the paths of its requests, behind the one that all calls have in common. */
    String path() {
        return path;
    }

    int limit(RateLimits limits) {
        return limit.applyAsInt(limits);
    }

    /** Whether credentials make no difference: each address counts. */
    boolean isByAddress() {
        return this == LOGIN || this == REGISTRATION;
    }

    /** Whether it is for everybody, so that an address counts where there are no credentials. */
    boolean isPublic() {
        return isByAddress() || this == MARKET_DATA || this == METRICS;
    }

    /** Whether only a token will do, so that a key that was sent as well says nothing. */
    boolean isByToken() {
        return this == AGENTS;
    }

    /** What is counted together with it. */
    Tier counted() {
        return this == METRICS || this == AGENTS ? GENERAL : this;
    }
}
