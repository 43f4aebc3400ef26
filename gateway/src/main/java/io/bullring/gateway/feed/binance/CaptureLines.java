package io.bullring.gateway.feed.binance;

import io.bullring.gateway.feed.Recording;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A capture of the streams: {@code <time of receipt, ns> <message>}. The trades of one symbol are taken, each once; other messages are
 * looked at, so that damage does not pass for silence, and left out; the book is {@link CaptureBook}'s.
 */
final class CaptureLines implements RecordingLines {
    /** How the answer to a request begins that stands among the messages. */
    static final String SNAPSHOT = "{\"lastUpdateId\"";

    private static final long MOST_BACK_MS = 1_000;

    /** How answers begin: a snapshot's, and one that takes a subscription. */
    private static final List<String> ANSWERS = List.of(SNAPSHOT, "{\"result\"");

    private final String symbol;
    private long lastId = -1;

    CaptureLines(String symbol) {
        this.symbol = symbol;
    }

    @Override
    public void add(String line, Recording into) throws FrameDamage {
        int space = line.indexOf(' ');
        ExchangeJson.require(space > 0, "not a time and a message");
        String message = line.substring(space + 1);
        if (isAnswer(message)) {
            ExchangeJson.parse(message);
        } else if (FrameReader.read(message) instanceof Frame.OfTrade of && symbol.equals(of.symbol())) {
            add(of.trade(), into);
        }
    }

    /** Whether it answers a request, among the messages of the streams. */
    static boolean isAnswer(String message) {
        return ANSWERS.stream().anyMatch(message::startsWith);
    }

    private void add(MarketTrade trade, Recording into) throws FrameDamage {
        if (trade.id() > lastId) {
            lastId = trade.id();
            RecordingFiles.append(into, timeMs(trade, into), trade.priceE8(), trade.quantityE8(), trade.takerSide());
        }
    }

    /** The numbers say what came first: a time that is a little behind the one before is that one. */
    private static long timeMs(MarketTrade trade, Recording into) {
        long timeMs = TimeUnit.NANOSECONDS.toMillis(trade.timeNs());
        long beforeMs = into.size() == 0 ? timeMs : into.timeMs(into.size());
        return beforeMs - timeMs < MOST_BACK_MS ? Math.max(beforeMs, timeMs) : timeMs;
    }
}
