package io.bullring.gateway.venue;

/** An instrument was to be traded otherwise than the venue began to: its open orders hold what the former way asks for. */
public final class BookMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BookMismatch(String message) {
        super(message);
    }

    static BookMismatch fees(String symbol) {
        return new BookMismatch("this venue trades " + symbol
                + " in a book with other fees, and they do not change: give the new book another symbol");
    }

    static BookMismatch market(String symbol, boolean isBook) {
        return new BookMismatch("this venue trades " + symbol
                + (isBook ? " in a book, not against a feed" : " against a feed, not in a book")
                + ", and that does not change: give the new instrument another symbol");
    }
}
