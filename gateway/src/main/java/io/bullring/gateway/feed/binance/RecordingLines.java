package io.bullring.gateway.feed.binance;

import io.bullring.gateway.feed.Recording;

/** Lines of one format on their way into a recording. One file, one object. */
interface RecordingLines {
    /** Takes a line, in the order of the file. */
    void add(String line, Recording into) throws FrameDamage;

    /** The file has ended. */
    default void end(Recording into) {}
}
