package io.bullring.gateway.ws;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What became of connections and messages, of all event loops together, since the start. Any thread. */
public final class SocketCounts {
    private final LongAdder[] closes = new LongAdder[CloseReason.values().length];
    private final LongAdder[] errors = new LongAdder[SocketError.values().length];
    private final LongAdder conflated = new LongAdder();
    private final LongAdder waiting = new LongAdder();

    public SocketCounts() {
        Arrays.setAll(closes, i -> new LongAdder());
        Arrays.setAll(errors, i -> new LongAdder());
    }

    void closed(CloseReason reason) {
        closes[reason.ordinal()].increment();
    }

    void told(SocketError error) {
        errors[error.ordinal()].increment();
    }

    void conflated() {
        conflated.increment();
    }

    /** @param more messages that wait now and did not before; below 0: fewer */
    void waitsMore(int more) {
        waiting.add(more);
    }

    /** Names of the reasons for which the venue ends connections. */
    public static List<String> reasons() {
        return Arrays.stream(CloseReason.values()).map(reason -> reason.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** Connections that the venue ended for this reason. */
    public long closes(String reason) {
        return closes[CloseReason.valueOf(reason.toUpperCase(Locale.ROOT)).ordinal()].sum();
    }

    /** The codes of what clients are told that sent something wrong. */
    public static List<String> errorCodes() {
        return Arrays.stream(SocketError.values()).map(SocketError::name).toList();
    }

    /** How often a client was told this code. */
    public long errors(String code) {
        return errors[SocketError.valueOf(code).ordinal()].sum();
    }

    /** Messages that wait because their client does not read. */
    public long waitingMessages() {
        return waiting.sum();
    }

    /** Messages that took the place of one that had not been read. */
    public long conflatedMessages() {
        return conflated.sum();
    }
}
