package io.bullring.core.engine;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.event.EventSink;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.AccountOpenedEncoder;
import io.bullring.protocol.AgentCreatedEncoder;
import io.bullring.protocol.AgentUpdatedEncoder;
import io.bullring.protocol.AnswerRepeatedEncoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.CommandRejectedEncoder;
import io.bullring.protocol.EventHeaderEncoder;
import io.bullring.protocol.FeedChangedEncoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.InstrumentDefinedEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.OrderAcceptedEncoder;
import io.bullring.protocol.OrderCancelledEncoder;
import io.bullring.protocol.OrderExpiredEncoder;
import io.bullring.protocol.OrderFilledEncoder;
import io.bullring.protocol.OrderRejectedEncoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.PriceUpdatedEncoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.RiskProfileEncoder;
import io.bullring.protocol.Side;
import io.bullring.protocol.TradingHaltedEncoder;
import io.bullring.protocol.TradingResumedEncoder;
import io.bullring.protocol.VenueConfiguredEncoder;
import io.bullring.protocol.VenueRulesEncoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes what the engine says as bytes of the schema, one event behind the other in one bounded buffer that its host empties
 * between commands.
 *
 * <pre>
 *  │ EventHeader │ messageHeader │ event … │ padding to 8 │ EventHeader │ …
 *                                            ▲ answerOffset: what came before was due work
 * </pre>
 *
 * <p>The buffer holds the events of {@code maxWorkPerCommand} (at most 256) orders and the longest answer. Engine thread only.
 */
public final class EventEncoder implements EventSink {
    /** Bound of one command's events. 256 fills with a halt each, and an agent's texts, are about 100 KiB. */
    public static final int CAPACITY_BYTES = 192 * 1024;

    private static final int ALIGNMENT = 8;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY_BYTES]);
    private final EventHeaderEncoder eventHeader = new EventHeaderEncoder();
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final CommandRejectedEncoder commandRejected = new CommandRejectedEncoder();
    private final VenueConfiguredEncoder venueConfigured = new VenueConfiguredEncoder();
    private final InstrumentDefinedEncoder instrumentDefined = new InstrumentDefinedEncoder();
    private final AccountOpenedEncoder accountOpened = new AccountOpenedEncoder();
    private final AgentCreatedEncoder agentCreated = new AgentCreatedEncoder();
    private final AgentUpdatedEncoder agentUpdated = new AgentUpdatedEncoder();
    private final OrderAcceptedEncoder orderAccepted = new OrderAcceptedEncoder();
    private final OrderFilledEncoder orderFilled = new OrderFilledEncoder();
    private final OrderCancelledEncoder orderCancelled = new OrderCancelledEncoder();
    private final OrderRejectedEncoder orderRejected = new OrderRejectedEncoder();
    private final OrderExpiredEncoder orderExpired = new OrderExpiredEncoder();
    private final PriceUpdatedEncoder priceUpdated = new PriceUpdatedEncoder();
    private final FeedChangedEncoder feedChanged = new FeedChangedEncoder();
    private final TradingHaltedEncoder tradingHalted = new TradingHaltedEncoder();
    private final TradingResumedEncoder tradingResumed = new TradingResumedEncoder();
    private final AnswerRepeatedEncoder answerRepeated = new AnswerRepeatedEncoder();
    private int length;
    private int answerOffset;

    /** Forgets all events. */
    public void reset() {
        length = 0;
        answerOffset = 0;
    }

    /** Where the events are; valid until the next {@link #reset}. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Bytes of all events. */
    public int length() {
        return length;
    }

    /** Where the command's own events begin. */
    public int answerOffset() {
        return answerOffset;
    }

    /** Points a buffer at the answer: the command's own first event, messageHeader and event. */
    void wrapAnswer(DirectBuffer answer) {
        int at = answerOffset + EventHeaderEncoder.ENCODED_LENGTH;
        answer.wrap(buffer, at, buffer.getInt(answerOffset + EventHeaderEncoder.lengthBytesEncodingOffset()));
    }

    @Override
    public void answerStarts() {
        answerOffset = length;
    }

    @Override
    public void commandRejected(
            int agentId,
            int portfolioId,
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

    private static void encode(RiskProfile profile, RiskProfileEncoder encoder) {
        encoder.maxOrderSizePctE8(profile.maxOrderSizePctE8())
                .maxPositionSizePctE8(profile.maxPositionSizePctE8())
                .dailyLossLimitPctE8(profile.dailyLossLimitPctE8())
                .minOrderSizeE8(profile.minOrderSizeE8())
                .maxOpenOrders(profile.maxOpenOrders())
                .orderRateLimit(profile.orderRateLimit());
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
    public void accountOpened(
            int accountId,
            int defaultAgentId,
            byte[] keyDigest,
            byte[] keyPreview,
            byte[] displayName,
            byte[] secretHash) {
        accountOpened
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .accountId(accountId)
                .defaultAgentId(defaultAgentId)
                .putKeyDigest(keyDigest, 0, keyDigest.length)
                .putKeyPreview(keyPreview, 0)
                .putDisplayName(displayName, 0, displayName.length)
                .putSecretHash(secretHash, 0, secretHash.length);
        end(accountOpened.encodedLength());
    }

    @Override
    public void agentCreated(
            int agentId,
            int accountId,
            int portfolioId,
            long startingBalanceE8,
            byte[] keyDigest,
            byte[] keyPreview,
            AgentDetails details) {
        agentCreated
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId)
                .portfolioId(portfolioId)
                .startingBalanceE8(startingBalanceE8)
                .putKeyDigest(keyDigest, 0, keyDigest.length)
                .putKeyPreview(keyPreview, 0);
        encode(details.riskProfile(), agentCreated.riskProfile());
        agentCreated
                .putName(details.name(), 0, details.name().length)
                .putDescription(details.description(), 0, details.description().length)
                .putLlmModel(details.llmModel(), 0, details.llmModel().length)
                .putFramework(details.framework(), 0, details.framework().length)
                .putStrategyTags(details.strategyTags(), 0, details.strategyTags().length)
                .putAvatarUrl(details.avatarUrl(), 0, details.avatarUrl().length)
                .putColor(details.color(), 0, details.color().length)
                .putRiskConfig(details.riskConfig(), 0, details.riskConfig().length);
        end(agentCreated.encodedLength());
    }

    @Override
    public void agentUpdated(int agentId, int accountId, AgentDetails details) {
        agentUpdated
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId);
        encode(details.riskProfile(), agentUpdated.riskProfile());
        agentUpdated
                .putName(details.name(), 0, details.name().length)
                .putDescription(details.description(), 0, details.description().length)
                .putLlmModel(details.llmModel(), 0, details.llmModel().length)
                .putFramework(details.framework(), 0, details.framework().length)
                .putStrategyTags(details.strategyTags(), 0, details.strategyTags().length)
                .putAvatarUrl(details.avatarUrl(), 0, details.avatarUrl().length)
                .putColor(details.color(), 0, details.color().length)
                .putRiskConfig(details.riskConfig(), 0, details.riskConfig().length);
        end(agentUpdated.encodedLength());
    }

    @Override
    public void orderAccepted(
            long orderId,
            int agentId,
            int portfolioId,
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
                .heldE8(heldE8)
                .putClientOrderId(clientOrderId, 0, clientOrderId.capacity());
        end(orderAccepted.encodedLength());
    }

    @Override
    public void orderFilled(
            long orderId,
            long fillId,
            int agentId,
            int portfolioId,
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
                .realizedPnlE8(realizedPnlE8)
                .putClientOrderId(clientOrderId, 0, clientOrderId.capacity());
        end(orderFilled.encodedLength());
    }

    @Override
    public void orderCancelled(
            long orderId,
            int agentId,
            int portfolioId,
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
    public void orderRejected(
            long orderId,
            int agentId,
            int portfolioId,
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
            int portfolioId,
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
    public void tradingHalted(int agentId, int portfolioId, long dailyPnlE8, long lossLimitE8) {
        tradingHalted
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .dailyPnlE8(dailyPnlE8)
                .lossLimitE8(lossLimitE8);
        end(tradingHalted.encodedLength());
    }

    @Override
    public void tradingResumed(int agentId, int portfolioId) {
        tradingResumed
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .portfolioId(portfolioId);
        end(tradingResumed.encodedLength());
    }

    @Override
    public void answerRepeated(int agentId, int portfolioId, long firstTimeNs, DirectBuffer answer) {
        answerRepeated
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .firstTimeNs(firstTimeNs)
                .putAnswer(answer, 0, answer.capacity());
        end(answerRepeated.encodedLength());
    }

    /** Where the messageHeader of the next event goes. */
    private int begin() {
        return length + EventHeaderEncoder.ENCODED_LENGTH;
    }

    private void end(int encodedLength) {
        int lengthBytes = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        eventHeader.wrap(buffer, length).lengthBytes(lengthBytes).reserved(0);
        int end = begin() + lengthBytes;
        length = BitUtil.align(end, ALIGNMENT);
        buffer.setMemory(end, length - end, (byte) 0);
    }
}
