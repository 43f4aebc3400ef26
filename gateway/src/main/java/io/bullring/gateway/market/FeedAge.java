package io.bullring.gateway.market;

import java.util.Comparator;
import java.util.OptionalLong;

/** How old the market's last price is, and whether it counts, whichever prices somebody asks for. Any thread. */
public final class FeedAge {
    /** The pair that trades most: when it is silent, something is wrong. */
    private static final String REFERENCE = "BTCUSDT";

    private FeedAge() {}

    /** Nanoseconds since the reference pair's last price or, when it never had one, since the last of all; empty: no price at all. */
    public static OptionalLong at(long nowNs, MarketBoard market) {
        Listing speaking = speakingOrNull(market);
        return speaking == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, nowNs - market.price(speaking.instrumentId()).timeNs()));
    }

    /** Whether the engine takes no orders at that price. */
    public static boolean isStale(long nowNs, MarketBoard market) {
        Listing speaking = speakingOrNull(market);
        return speaking == null || !market.isFresh(speaking, nowNs);
    }

    private static Listing speakingOrNull(MarketBoard market) {
        Listing reference = market.listing(REFERENCE);
        return reference != null && market.price(reference.instrumentId()) != null
                ? reference
                : market.listings()
                        .stream()
                        .filter(listing -> market.price(listing.instrumentId()) != null)
                        .max(Comparator.comparingLong(
                                listing -> market.price(listing.instrumentId()).timeNs()))
                        .orElse(null);
    }
}
