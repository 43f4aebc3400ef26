package io.bullring.core.book;

/** What becomes of the part of an order that does not trade at once. */
public enum TimeInForce {
    /** It rests until it trades or is cancelled. */
    GTC,
    /** It is cancelled. */
    IOC,
    /** There is none: the order trades as a whole at once, or not at all. */
    FOK
}
