package io.bullring.gateway.feed.binance;

/** A message or an answer that is not as the exchange documents it. */
final class FrameDamage extends Exception {
    private static final long serialVersionUID = 1L;

    FrameDamage(String message) {
        super(message);
    }

    FrameDamage(String message, Throwable cause) {
        super(message, cause);
    }
}
