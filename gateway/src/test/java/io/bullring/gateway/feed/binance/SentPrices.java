package io.bullring.gateway.feed.binance;

import io.bullring.gateway.reply.TestGate;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.ReportTradeDecoder;
import io.bullring.protocol.UpdatePriceDecoder;
import java.util.List;

/** What a gate was offered, as texts that can be compared: {@code #id last low..high xcount volume @seconds}, then who took, if said. */
final class SentPrices {
    private static final long SECOND_NS = 1_000_000_000L;

    private SentPrices() {}

    static List<String> of(TestGate gate) {
        return gate.taken()
                .stream()
                .filter(offered -> offered.templateId() != FeedStatusDecoder.TEMPLATE_ID)
                .map(SentPrices::text)
                .toList();
    }

    static String text(
            long tradeId, long lastE8, long lowE8, long highE8, int count, long volumeE8, long timeNs) {
        return "#" + tradeId + " " + lastE8 + " " + lowE8 + ".." + highE8 + " x" + count + " " + volumeE8 + " @"
                + timeNs / SECOND_NS;
    }

    /** One trade. */
    static String text(MarketTrade trade) {
        return text(
                trade.id(),
                trade.priceE8(),
                trade.priceE8(),
                trade.priceE8(),
                1,
                trade.quantityE8(),
                trade.timeNs()) + (trade.takerSide() == null ? "" : " " + trade.takerSide());
    }

    private static String text(TestGate.Offered offered) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (offered.templateId() == ReportTradeDecoder.TEMPLATE_ID) {
            ReportTradeDecoder trade = new ReportTradeDecoder().wrapAndApplyHeader(offered.message(), 0, header);
            return text(new MarketTrade(
                    trade.tradeId(), trade.priceE8(), trade.quantityE8(), trade.tradeTimeNs(), trade.takerSide()));
        }
        UpdatePriceDecoder price = new UpdatePriceDecoder().wrapAndApplyHeader(offered.message(), 0, header);
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
