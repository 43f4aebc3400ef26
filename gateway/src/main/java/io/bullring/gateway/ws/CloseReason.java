package io.bullring.gateway.ws;

/** Why the venue ends a connection: a code that clients act on, and words for whoever reads their log. */
enum CloseReason {
    SHUTDOWN(1001, "the venue is shutting down"),
    HEARTBEAT(1001, "no answer to the last ping"),
    NO_FRAMES(1002, "the frames do not follow RFC 6455"),
    ABUSE(1008, "the protocol was abused"),
    TOO_LARGE(1009, "the message is too large"),
    INTERNAL(1011, "something went wrong on our side"),
    TOO_SLOW(1013, "messages are not read as fast as they come"),
    REVOKED(4401, "the credentials do not hold any more");

    private final short code;
    private final String words;

    CloseReason(int code, String words) {
        this.code = (short) code;
        this.words = words;
    }

    short code() {
        return code;
    }

    String words() {
        return words;
    }
}
