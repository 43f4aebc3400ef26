package io.bullring.gateway.reply;

/** A command was not taken, or not answered, in time: the venue has stopped, or is about to. */
public class VenueSilent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VenueSilent(String message) {
        super(message);
    }
}
