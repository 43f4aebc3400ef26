package io.bullring.gateway.ws;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What became of connections and messages, of all event loops together, since the start. Any thread. */
public final class SocketCounts {
    private final LongAdder[] closes = new LongAdder[CloseReason.values().length];
    private final LongAdder conflated = new LongAdder();

    public SocketCounts() {
        Arrays.setAll(closes, i -> new LongAdder());
    }

    void closed(CloseReason reason) {
        closes[reason.ordinal()].increment();
    }

    void conflated() {
        conflated.increment();
    }

    /** Names of the reasons for which the venue ends connections. */
    public static List<String> reasons() {
        return Arrays.stream(CloseReason.values()).map(reason -> reason.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** Connections that the venue ended for this reason. */
    public long closes(String reason) {
        return closes[CloseReason.valueOf(reason.toUpperCase(Locale.ROOT)).ordinal()].sum();
    }

    /** Messages that took the place of one that had not been read. */
    public long conflatedMessages() {
        return conflated.sum();
    }
}
