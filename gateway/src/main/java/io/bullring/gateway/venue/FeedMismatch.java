package io.bullring.gateway.venue;

/** A venue was to be given another kind of prices than it began with: what agents hold would be worth something else at once. */
public final class FeedMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedMismatch(String symbol) {
        super("this venue has " + symbol
                + " from another kind of feed, at other prices: begin another venue with --data DIR");
    }
}
