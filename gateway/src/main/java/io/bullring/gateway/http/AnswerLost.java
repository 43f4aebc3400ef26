package io.bullring.gateway.http;

/**
 * A command was taken, and what it caused cannot be told: by a bug of ours, or because the disk failed in the midst of it.
 * An error status would say that nothing had happened, so the connection is closed instead.
 */
final class AnswerLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerLost(Throwable cause) {
        super("the answer to a command could not be told", cause);
    }

    AnswerLost(String why) {
        super(why);
    }
}
