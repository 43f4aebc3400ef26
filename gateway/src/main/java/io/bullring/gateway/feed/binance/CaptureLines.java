package io.bullring.gateway.feed.binance;

import io.bullring.gateway.feed.Recording;

/**
 * A capture of the streams: {@code <time of receipt, ns> <message>}. The trades of one symbol are taken, each once; other messages are
 * looked at, so that damage does not pass for silence, and left out.
 */
final class CaptureLines implements RecordingLines {
    private static final long SECOND_NS = 1_000_000_000L;

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
        if (message.startsWith("{\"lastUpdateId\"")) { // the answer to a request, among the messages
            ExchangeJson.parse(message);
        } else if (FrameReader.read(message) instanceof Frame.OfTrade of && symbol.equals(of.symbol())) {
            add(of.trade(), into);
        }
    }

    private void add(MarketTrade trade, Recording into) throws FrameDamage {
        if (trade.id() > lastId) {
            lastId = trade.id();
            RecordingFiles.append(into, trade.timeNs() / SECOND_NS, trade.priceE8(), trade.quantityE8());
        }
    }
}
