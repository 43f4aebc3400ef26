package io.bullring.gateway.http.credential;

import java.io.Serial;

/** A file of the venue's own secrets is not to be trusted, or not to be read; says which, and what to do. */
public final class UnfitSecret extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnfitSecret(String message) {
        super(message);
    }
}
