package io.bullring.gateway.feed.binance;

import io.bullring.gateway.reply.TestGate;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.UpdatePriceDecoder;
import java.util.List;

/** What a gate was offered, as texts that can be compared: {@code #id last low..high xcount volume @seconds}. */
final class SentPrices {
    private static final long SECOND_NS = 1_000_000_000L;

    private SentPrices() {}

    static List<String> of(TestGate gate) {
        return gate.taken()
                .stream()
                .filter(offered -> offered.templateId() != FeedStatusDecoder.TEMPLATE_ID)
                .map(offered -> text(new UpdatePriceDecoder()
                        .wrapAndApplyHeader(offered.message(), 0, new MessageHeaderDecoder())))
                .toList();
    }

    static String text(
            long tradeId, long lastE8, long lowE8, long highE8, int count, long volumeE8, long timeNs) {
        return "#" + tradeId + " " + lastE8 + " " + lowE8 + ".." + highE8 + " x" + count + " " + volumeE8 + " @"
                + timeNs / SECOND_NS;
    }

    private static String text(UpdatePriceDecoder price) {
        return text(
                price.tradeId(),
                price.lastE8(),
                price.lowE8(),
                price.highE8(),
                price.tradeCount(),
                price.volumeE8(),
                price.tradeTimeNs());
    }
}
