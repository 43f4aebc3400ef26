package io.bullring.gateway.feed.binance;

/** A connection to the exchange's streams, as the one who keeps it sees it. */
interface Link {
    /** Ends it at once; it is not heard of any more. */
    void cut();

    /** Asks the other end whether it is there. */
    void ping();
}
