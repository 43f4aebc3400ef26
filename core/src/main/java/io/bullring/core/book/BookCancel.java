package io.bullring.core.book;

/** Why an order, or what is left of it, has left an {@link OrderBook} without a trade. */
public enum BookCancel {
    /** It was asked for. */
    REQUESTED,
    /** It was immediate-or-cancel, and nothing more could be had. */
    NOT_TRADED,
    /** It would have traded with an order of the same owner. */
    SELF_TRADE,
    /** The listener would not have it trade. */
    REFUSED
}
