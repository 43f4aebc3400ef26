package io.bullring.journal.skip;

/** A command may not be skipped, and why. Nothing was written. */
public final class SkipRefused extends Exception {
    private static final long serialVersionUID = 1L;

    SkipRefused(String sentence) {
        super(sentence);
    }

    SkipRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
