package io.bullring.core.book;

/** Why an {@link OrderBook} does not do what it is asked to. In the order in which it is checked. */
public enum BookRefusal {
    /** Ids, prices and quantities are positive. */
    NOT_POSITIVE,
    /** An order with this id rests already. */
    DUPLICATE_ORDER,
    /** No order with this id rests in this book. */
    UNKNOWN_ORDER,
    /** A post-only order would trade at once. */
    WOULD_TRADE,
    /** A fill-or-kill order cannot trade as a whole. */
    NOT_FILLABLE,
    /** There is no room for another order, or the quantities of its price would not fit 64 bits. */
    BOOK_FULL
}
