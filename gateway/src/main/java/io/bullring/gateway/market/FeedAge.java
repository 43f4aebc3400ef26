package io.bullring.gateway.market;

import java.util.Objects;
import java.util.OptionalLong;

/** How long the market has been silent, whichever prices somebody asks for. Any thread. */
public final class FeedAge {
    /** The pair that trades most: when it is silent, something is wrong. */
    private static final String REFERENCE = "BTCUSDT";

    private FeedAge() {}

    /** Nanoseconds since the reference pair's last price or, when it never had one, since the last of all; empty: no price at all. */
    public static OptionalLong at(long nowNs, MarketBoard market) {
        Listing reference = market.listing(REFERENCE);
        Price price = reference == null ? null : market.price(reference.instrumentId());
        OptionalLong heardNs = price == null ? newestNs(market) : OptionalLong.of(price.timeNs());
        return heardNs.isEmpty() ? heardNs : OptionalLong.of(Math.max(0, nowNs - heardNs.getAsLong()));
    }

    private static OptionalLong newestNs(MarketBoard market) {
        return market.listings()
                .stream()
                .map(listing -> market.price(listing.instrumentId()))
                .filter(Objects::nonNull)
                .mapToLong(Price::timeNs)
                .max();
    }
}
