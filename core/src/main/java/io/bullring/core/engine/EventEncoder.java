package io.bullring.core.engine;

import io.bullring.core.account.VenueRules;
import io.bullring.core.event.ReleasedHolds;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.AnswerRepeatedEncoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.CommandRejectedEncoder;
import io.bullring.protocol.CommandSkippedEncoder;
import io.bullring.protocol.FeedChangedEncoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.InstrumentDefinedEncoder;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.InstrumentStatusChangedEncoder;
import io.bullring.protocol.OrderAcceptedEncoder;
import io.bullring.protocol.OrderCancelledEncoder;
import io.bullring.protocol.OrderExpiredEncoder;
import io.bullring.protocol.OrderFilledEncoder;
import io.bullring.protocol.OrderRejectedEncoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.OrdersCancelledEncoder;
import io.bullring.protocol.PriceUpdatedEncoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import io.bullring.protocol.TradeReportedEncoder;
import io.bullring.protocol.TradingHaltedEncoder;
import io.bullring.protocol.TradingResumedEncoder;
import io.bullring.protocol.VenueConfiguredEncoder;
import io.bullring.protocol.VenueRulesEncoder;
import org.agrona.DirectBuffer;

/**
 * Writes what the engine says as bytes of the schema; {@link EventBytes} has their layout. The hot events and those of the venue
 * are here. Engine thread only.
 */
public final class EventEncoder extends BookEventEncoder {
    private final CommandRejectedEncoder commandRejected = new CommandRejectedEncoder();
    private final VenueConfiguredEncoder venueConfigured = new VenueConfiguredEncoder();
    private final InstrumentDefinedEncoder instrumentDefined = new InstrumentDefinedEncoder();
    private final InstrumentStatusChangedEncoder instrumentStatusChanged = new InstrumentStatusChangedEncoder();
    private final OrderAcceptedEncoder orderAccepted = new OrderAcceptedEncoder();
    private final OrderFilledEncoder orderFilled = new OrderFilledEncoder();
    private final OrderCancelledEncoder orderCancelled = new OrderCancelledEncoder();
    private final OrdersCancelledEncoder ordersCancelled = new OrdersCancelledEncoder();
    private final OrderRejectedEncoder orderRejected = new OrderRejectedEncoder();
    private final OrderExpiredEncoder orderExpired = new OrderExpiredEncoder();
    private final TradeReportedEncoder tradeReported = new TradeReportedEncoder();
    private final PriceUpdatedEncoder priceUpdated = new PriceUpdatedEncoder();
    private final FeedChangedEncoder feedChanged = new FeedChangedEncoder();
    private final TradingHaltedEncoder tradingHalted = new TradingHaltedEncoder();
    private final TradingResumedEncoder tradingResumed = new TradingResumedEncoder();
    private final AnswerRepeatedEncoder answerRepeated = new AnswerRepeatedEncoder();
    private final CommandSkippedEncoder commandSkipped = new CommandSkippedEncoder();

    @Override
    public void commandRejected(
            int agentId,
            long portfolioId,
            int instrumentId,
            RejectReason reason,
            long actual,
            long allowed,
            long limitPctE8,
            long currentE8,
            long requested,
            long equityE8) {
        commandRejected
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .actual(actual)
                .allowed(allowed)
                .limitPctE8(limitPctE8)
                .currentE8(currentE8)
                .requested(requested)
                .equityE8(equityE8)
                .reason(reason);
        end(commandRejected.encodedLength());
    }

    @Override
    public void venueConfigured(VenueRules rules) {
        venueConfigured.wrapAndApplyHeader(buffer, begin(), messageHeader);
        encode(rules, venueConfigured.rules());
        encode(rules.riskDefaults(), venueConfigured.riskDefaults());
        end(venueConfigured.encodedLength());
    }

    private static void encode(VenueRules rules, VenueRulesEncoder encoder) {
        encoder.venueId(rules.venueId())
                .ruleVersion(rules.ruleVersion())
                .maxOpenOrdersPerAgent(rules.maxOpenOrdersPerAgent())
                .maxOpenOrders(rules.maxOpenOrders())
                .maxAgents(rules.maxAgents())
                .maxInstruments(rules.maxInstruments())
                .maxWorkPerCommand(rules.maxWorkPerCommand())
                .feeRateE8(rules.feeRateE8())
                .slippageFactorE8(rules.slippageFactorE8())
                .priceMaxAgeNs(rules.priceMaxAgeNs())
                .orderLifeNs(rules.orderLifeNs());
    }

    @Override
    public void instrumentDefined(int instrumentId, InstrumentTerms terms) {
        instrumentDefined
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .symbol(terms.symbol())
                .instrumentId(instrumentId)
                .feedId(terms.feedId())
                .active((short) (terms.active() ? 1 : 0))
                .minQuantityE8(terms.minQuantityE8())
                .maxQuantityE8(terms.maxQuantityE8())
                .stepSizeE8(terms.stepSizeE8())
                .minNotionalE8(terms.minNotionalE8());
        end(instrumentDefined.encodedLength());
    }

    @Override
    public void instrumentStatusChanged(int instrumentId, InstrumentStatus status) {
        instrumentStatusChanged
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .instrumentId(instrumentId)
                .status(status);
        end(instrumentStatusChanged.encodedLength());
    }

    @Override
    public void orderAccepted(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            long heldE8,
            DirectBuffer clientOrderId) {
        orderAccepted
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .orderId(orderId)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .side(side)
                .type(type)
                .quantityE8(quantityE8)
                .priceE8(priceE8)
                .heldE8(heldE8);
        orderAccepted.limit(putAscii(orderAccepted.limit(), clientOrderId));
        end(orderAccepted.encodedLength());
    }

    @Override
    public void orderFilled(
            long orderId,
            long fillId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            long referencePriceE8,
            long slippagePctE8,
            long notionalE8,
            long feeE8,
            long releasedE8,
            long realizedPnlE8,
            DirectBuffer clientOrderId) {
        orderFilled
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .orderId(orderId)
                .fillId(fillId)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .side(side)
                .type(type)
                .quantityE8(quantityE8)
                .priceE8(priceE8)
                .referencePriceE8(referencePriceE8)
                .slippagePctE8(slippagePctE8)
                .notionalE8(notionalE8)
                .feeE8(feeE8)
                .releasedE8(releasedE8)
                .realizedPnlE8(realizedPnlE8);
        orderFilled.limit(putAscii(orderFilled.limit(), clientOrderId));
        end(orderFilled.encodedLength());
    }

    @Override
    public void orderCancelled(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            CancelReason reason,
            long releasedE8) {
        orderCancelled
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .orderId(orderId)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .side(side)
                .reason(reason)
                .releasedE8(releasedE8);
        end(orderCancelled.encodedLength());
    }

    @Override
    public void ordersCancelled(int agentId, long portfolioId, int instrumentId, ReleasedHolds released) {
        int assetsBytes = released.assets() * OrdersCancelledEncoder.AssetsEncoder.sbeBlockLength();
        ordersCancelled
                .wrapAndApplyHeader(buffer, begin(assetsBytes), messageHeader)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .count(released.orders())
                .releasedCashE8(released.cashE8());
        OrdersCancelledEncoder.AssetsEncoder assets = ordersCancelled.assetsCount(released.assets());
        for (int i = 0; i < released.assets(); i++) {
            assets.next().instrumentId(released.instrumentId(i)).releasedE8(released.assetE8(i));
        }
        end(ordersCancelled.encodedLength());
    }

    @Override
    public void orderRejected(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            RejectReason reason,
            long releasedE8) {
        orderRejected
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .orderId(orderId)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .side(side)
                .reason(reason)
                .releasedE8(releasedE8);
        end(orderRejected.encodedLength());
    }

    @Override
    public void orderExpired(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            long releasedE8) {
        orderExpired
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .orderId(orderId)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .side(side)
                .releasedE8(releasedE8);
        end(orderExpired.encodedLength());
    }

    @Override
    public void tradeReported(int instrumentId, Side takerSide, long tradeId) {
        tradeReported
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .instrumentId(instrumentId)
                .takerSide(takerSide)
                .tradeId(tradeId);
        end(tradeReported.encodedLength());
    }

    @Override
    public void priceUpdated(
            int instrumentId,
            int tradeCount,
            long lastE8,
            long lowE8,
            long highE8,
            long volumeE8,
            long tradeTimeNs,
            long tradeId) {
        priceUpdated
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .instrumentId(instrumentId)
                .tradeCount(tradeCount)
                .lastE8(lastE8)
                .lowE8(lowE8)
                .highE8(highE8)
                .volumeE8(volumeE8)
                .tradeTimeNs(tradeTimeNs)
                .tradeId(tradeId);
        end(priceUpdated.encodedLength());
    }

    @Override
    public void feedChanged(int feedId, FeedState state, FeedReason reason) {
        feedChanged
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .feedId(feedId)
                .state(state)
                .reason(reason);
        end(feedChanged.encodedLength());
    }

    @Override
    public void tradingHalted(int agentId, long portfolioId, long dailyPnlE8, long lossLimitE8) {
        tradingHalted
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .dailyPnlE8(dailyPnlE8)
                .lossLimitE8(lossLimitE8);
        end(tradingHalted.encodedLength());
    }

    @Override
    public void tradingResumed(int agentId, long portfolioId) {
        tradingResumed
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .portfolioId(portfolioId);
        end(tradingResumed.encodedLength());
    }

    @Override
    public void answerRepeated(int agentId, long portfolioId, long firstTimeNs, DirectBuffer answer) {
        answerRepeated
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .firstTimeNs(firstTimeNs)
                .putAnswer(answer, 0, answer.capacity());
        end(answerRepeated.encodedLength());
    }

    @Override
    public void commandSkipped(long skippedSequence, long skipSequence) {
        commandSkipped
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .skippedSequence(skippedSequence)
                .skipSequence(skipSequence);
        end(commandSkipped.encodedLength());
    }
}
