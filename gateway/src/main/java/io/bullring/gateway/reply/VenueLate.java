package io.bullring.gateway.reply;

/** The venue has not answered in the time that was given, but may yet. */
public final class VenueLate extends VenueSilent {
    private static final long serialVersionUID = 1L;

    public VenueLate(String message) {
        super(message);
    }
}
