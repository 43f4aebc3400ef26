package io.bullring.gateway.http.answer;

/** Why an example of a manual cannot be run at present: the error that it would meet, and until when. */
enum Obstacle {
    ARCHIVED("INVALID_API_KEY", "the agent is archived, for good"),
    PUT_AWAY("PERMISSION_DENIED, agent_archived", "the agent is archived, for good"),
    NO_PAIR("INVALID_SYMBOL", "until the venue has a pair"),
    NOT_TRADED("INVALID_SYMBOL", "until a pair is active"),
    PAIR_HALTED("ORDER_REJECTED, instrument_halted", "until the venue lets the pair be traded again"),
    KILLED("ORDER_REJECTED, trading_stopped", "until the kill switch is released: ask your owner"),
    DAILY_LOSS("DAILY_LOSS_LIMIT", "today's loss has reached your limit, until 00:00 UTC"),
    ORDER_RATE("RATE_LIMIT_EXCEEDED",
            "as many orders as you may place in one UTC minute are placed by then, until the next minute"),
    NO_PRICE("PRICE_NOT_AVAILABLE", "until a price comes"),
    NO_CANDLES("SERVICE_UNAVAILABLE, no_candles", "until the pair is traded"),
    TOO_LARGE_FOR_PAIR("INVALID_QUANTITY",
            "the pair takes no quantity as large as your smallest order, until your owner lowers min_order_size_usd"),
    TOO_LARGE("ORDER_REJECTED, order_too_large",
            "your limits leave no room for an order, until your owner changes them or you are worth more"),
    POSITION("ORDER_REJECTED, position_limit_exceeded",
            "your limit leaves no room for as much more of it as an order has at least, until you sell or your owner changes it"),
    OPEN_ORDERS("ORDER_REJECTED, max_open_orders_exceeded",
            "until one of your open orders is over: cancel one, or all"),
    NO_CASH("INSUFFICIENT_BALANCE",
            "your money leaves no room for an order, until you cancel open orders or sell"),
    NO_BASE("INSUFFICIENT_BALANCE", "until you have bought some of it"),
    NO_ORDER("VALIDATION_ERROR", "no order is placed above, so ORDER_ID is none: put in the order_id of one of yours"),
    ORDER_OVER("ORDER_NOT_CANCELLABLE",
            "the order that was placed last is over by then: put in the order_id of one of yours that is open"),
    NOT_CHANGEABLE("ORDER_REJECTED, order_not_open",
            "the order that was placed last is over by then: put in the order_id of one that rests in a book"),
    BELOW_ONE_PERCENT("VALIDATION_ERROR", "the call takes whole percents, and one of your limits is below 1");

    private final String error;
    private final String words;

    Obstacle(String error, String words) {
        this.error = error;
        this.words = words;
    }

    /** What stands before the line that is in its way, which becomes a comment for the shell; nothing when nothing is. */
    static String comment(Obstacle obstacleOrNull) {
        return obstacleOrNull == null
                ? ""
                : "# Refused at present, " + obstacleOrNull.error + ": " + obstacleOrNull.words + "\n# ";
    }
}
