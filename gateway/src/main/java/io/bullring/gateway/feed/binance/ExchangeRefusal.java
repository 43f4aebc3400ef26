package io.bullring.gateway.feed.binance;

import java.io.IOException;

/** The exchange answered, but not with what it was asked for. */
final class ExchangeRefusal extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARS = 200;
    private static final int BAD_REQUEST = 400;

    private final int status;

    ExchangeRefusal(int status, String body) {
        super("answer " + status + " " + body.substring(0, Math.min(SHOWN_CHARS, body.length())));
        this.status = status;
    }

    /** Whether asking again would not help: the question was wrong. */
    boolean isOurs() {
        return status == BAD_REQUEST;
    }
}
