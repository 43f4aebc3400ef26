package io.bullring.gateway.command;

import io.bullring.core.account.VenueRules;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.event.Carriers;
import io.bullring.protocol.AdvanceTimeEncoder;
import io.bullring.protocol.ConfigureVenueEncoder;
import io.bullring.protocol.DefineBookEncoder;
import io.bullring.protocol.DefineInstrumentEncoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.FeedStatusEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.ReportTradeEncoder;
import io.bullring.protocol.Side;
import io.bullring.protocol.UpdatePriceEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The commands that the venue gives itself: rules, instruments, prices, feeds, time. Encodes one at a time, from 0 of
 * its buffer; each method returns the length of messageHeader and message. For one thread.
 */
public final class OperatorCommands {
    private static final int LONGEST = 512;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LONGEST]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ConfigureVenueEncoder configureVenue = new ConfigureVenueEncoder();
    private final DefineInstrumentEncoder defineInstrument = new DefineInstrumentEncoder();
    private final DefineBookEncoder defineBook = new DefineBookEncoder();
    private final UpdatePriceEncoder updatePrice = new UpdatePriceEncoder();
    private final ReportTradeEncoder reportTrade = new ReportTradeEncoder();
    private final FeedStatusEncoder feedStatus = new FeedStatusEncoder();
    private final AdvanceTimeEncoder advanceTime = new AdvanceTimeEncoder();

    /** Where the command encoded last stands, from 0. */
    public DirectBuffer buffer() {
        return buffer;
    }

    public int configureVenue(VenueRules rules) {
        configureVenue.wrapAndApplyHeader(buffer, 0, header);
        Carriers.encode(rules, configureVenue.rules());
        Carriers.encode(rules.riskDefaults(), configureVenue.riskDefaults());
        return MessageHeaderEncoder.ENCODED_LENGTH + configureVenue.encodedLength();
    }

    /** @param volume24hE8 base volume of the 24 hours before; only heeded when the instrument is new */
    public int defineInstrument(InstrumentTerms terms, long volume24hE8) {
        defineInstrument
                .wrapAndApplyHeader(buffer, 0, header)
                .symbol(terms.symbol())
                .feedId(terms.feedId())
                .active((short) (terms.active() ? 1 : 0))
                .minQuantityE8(terms.minQuantityE8())
                .maxQuantityE8(terms.maxQuantityE8())
                .stepSizeE8(terms.stepSizeE8())
                .minNotionalE8(terms.minNotionalE8())
                .volume24hE8(volume24hE8);
        return MessageHeaderEncoder.ENCODED_LENGTH + defineInstrument.encodedLength();
    }

    /** @param openingPriceE8 price before the first trade; only heeded when the instrument is new */
    public int defineBook(InstrumentTerms terms, BookFees fees, long openingPriceE8) {
        defineBook
                .wrapAndApplyHeader(buffer, 0, header)
                .symbol(terms.symbol())
                .active((short) (terms.active() ? 1 : 0))
                .minQuantityE8(terms.minQuantityE8())
                .maxQuantityE8(terms.maxQuantityE8())
                .stepSizeE8(terms.stepSizeE8())
                .minNotionalE8(terms.minNotionalE8())
                .makerFeeE8(fees.makerE8())
                .takerFeeE8(fees.takerE8())
                .openingPriceE8(openingPriceE8);
        return MessageHeaderEncoder.ENCODED_LENGTH + defineBook.encodedLength();
    }

    public int updatePrice(
            int instrumentId,
            int tradeCount,
            long lastE8,
            long lowE8,
            long highE8,
            long volumeE8,
            long tradeTimeNs,
            long tradeId) {
        updatePrice
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(instrumentId)
                .tradeCount(tradeCount)
                .lastE8(lastE8)
                .lowE8(lowE8)
                .highE8(highE8)
                .volumeE8(volumeE8)
                .tradeTimeNs(tradeTimeNs)
                .tradeId(tradeId);
        return MessageHeaderEncoder.ENCODED_LENGTH + updatePrice.encodedLength();
    }

    /** One trade, and who took. */
    public int reportTrade(
            int instrumentId, Side takerSide, long priceE8, long quantityE8, long tradeTimeNs, long tradeId) {
        reportTrade
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(instrumentId)
                .takerSide(takerSide)
                .priceE8(priceE8)
                .quantityE8(quantityE8)
                .tradeTimeNs(tradeTimeNs)
                .tradeId(tradeId);
        return MessageHeaderEncoder.ENCODED_LENGTH + reportTrade.encodedLength();
    }

    public int feedStatus(int feedId, FeedState state, FeedReason reason) {
        feedStatus.wrapAndApplyHeader(buffer, 0, header).feedId(feedId).state(state).reason(reason);
        return MessageHeaderEncoder.ENCODED_LENGTH + feedStatus.encodedLength();
    }

    public int advanceTime() {
        advanceTime.wrapAndApplyHeader(buffer, 0, header);
        return MessageHeaderEncoder.ENCODED_LENGTH + advanceTime.encodedLength();
    }
}
