package io.bullring.core.book;

/** What happens instead of a trade with oneself. The arriving order says. Codes are in {@link BookOrders}: never reuse one. */
public enum SelfTradePrevention {
    /** It is a trade. */
    NONE(0),
    /** The arriving order is cancelled. */
    CANCEL_NEWEST(1),
    /** The resting order is cancelled. */
    CANCEL_OLDEST(2),
    /** Both are cancelled. */
    CANCEL_BOTH(3),
    /** Both shrink by the smaller quantity; the one of which nothing is left is cancelled. */
    DECREMENT(4);

    private final int code;

    SelfTradePrevention(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
