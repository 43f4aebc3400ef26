package io.bullring.gateway.feed;

/** A recording that cannot be played; the message names the line. */
public final class RecordingDamage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordingDamage(String message) {
        super(message);
    }
}
