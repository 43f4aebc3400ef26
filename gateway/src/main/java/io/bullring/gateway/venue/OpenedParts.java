package io.bullring.gateway.venue;

import io.bullring.core.fault.EngineFault;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened so far, to be closed in the reverse order, whatever fails on the way. One thread at a time. */
final class OpenedParts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Closes all of them; a second call finds none. */
    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception | EngineFault e) {
                String what = "closing " + part.getClass().getSimpleName();
                failure = failure == null ? new IllegalStateException(what, e) : also(failure, what, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static IllegalStateException also(IllegalStateException first, String what, Throwable next) {
        first.addSuppressed(new IllegalStateException(what, next));
        return first;
    }
}
