package io.bullring.journal;

import org.agrona.DirectBuffer;

/** Takes batches as they lie on disk: {@code BatchHeader} and its frames. */
public interface BatchListener {
    /** Only valid during the call. */
    void onBatch(DirectBuffer buffer, int offset, int length);
}
