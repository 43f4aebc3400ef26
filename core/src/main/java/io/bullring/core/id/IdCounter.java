package io.bullring.core.id;

/** Issues dense ids from 1. Part of the state, so that replay issues the same ones. Engine thread only. */
public final class IdCounter {
    private long last;

    public long next() {
        return ++last;
    }

    /** Goes on behind this id, when the state is restored. */
    public void last(long issued) {
        last = issued;
    }

    /** The last id issued, 0 before the first. */
    public long last() {
        return last;
    }
}
