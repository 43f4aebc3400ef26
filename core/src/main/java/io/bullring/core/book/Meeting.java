package io.bullring.core.book;

/** What the listener of an {@link OrderBook} says to two orders that are about to meet. */
public enum Meeting {
    /** They meet: a trade, or what the arriving order's self-trade prevention says. */
    PROCEED,
    /** The resting order is cancelled, and the arriving one goes on to the next. */
    CANCEL_RESTING,
    /** What is left of the arriving order is cancelled. */
    CANCEL_ARRIVING
}
