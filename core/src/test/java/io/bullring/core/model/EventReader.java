package io.bullring.core.model;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.event.EventCursor;
import io.bullring.core.event.EventSink;
import io.bullring.core.event.ReleasedHolds;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.AccountOpenedDecoder;
import io.bullring.protocol.AccountStatusChangedDecoder;
import io.bullring.protocol.AccountUpdatedDecoder;
import io.bullring.protocol.AgentArchivedDecoder;
import io.bullring.protocol.AgentCreatedDecoder;
import io.bullring.protocol.AgentDeletedDecoder;
import io.bullring.protocol.AgentFeesChangedDecoder;
import io.bullring.protocol.AgentResetDecoder;
import io.bullring.protocol.AgentUpdatedDecoder;
import io.bullring.protocol.AlreadyDoneDecoder;
import io.bullring.protocol.AnswerRepeatedDecoder;
import io.bullring.protocol.BaseGrantedDecoder;
import io.bullring.protocol.BookDefinedDecoder;
import io.bullring.protocol.BookOrderAcceptedDecoder;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.CommandSkippedDecoder;
import io.bullring.protocol.FeedChangedDecoder;
import io.bullring.protocol.InstrumentDefinedDecoder;
import io.bullring.protocol.InstrumentStatusChangedDecoder;
import io.bullring.protocol.KeyRotatedDecoder;
import io.bullring.protocol.KillSwitchChangedDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderExpiredDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderReducedDecoder;
import io.bullring.protocol.OrderRejectedDecoder;
import io.bullring.protocol.OrderReplacedDecoder;
import io.bullring.protocol.OrderTradedDecoder;
import io.bullring.protocol.OrdersCancelledDecoder;
import io.bullring.protocol.PortfolioParkedDecoder;
import io.bullring.protocol.PortfolioReturnedDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.TradeReportedDecoder;
import io.bullring.protocol.TradingHaltedDecoder;
import io.bullring.protocol.TradingResumedDecoder;
import io.bullring.protocol.VenueConfiguredDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Says again what an encoder wrote down: from the events as bytes back to an {@link EventSink}. For printing, not for speed. */
public final class EventReader {
    private final EventCursor cursor = new EventCursor();
    private final EventSink sink;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    public EventReader(EventSink sink) {
        this.sink = sink;
    }

    /**
     * @param events events one after the other, each behind an EventHeader
     * @param answerOffset where the command's own begin
     */
    public void read(DirectBuffer events, int offset, int length, int answerOffset) {
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            if (cursor.eventOffset() == answerOffset) {
                sink.answerStarts();
            }
            one(events, cursor.offset());
        }
        if (answerOffset == offset + length) {
            sink.answerStarts();
        }
    }

    private void one(DirectBuffer buffer, int at) {
        header.wrap(buffer, at);
        switch (header.templateId()) {
            case CommandRejectedDecoder.TEMPLATE_ID ->
                rejected(new CommandRejectedDecoder().wrapAndApplyHeader(buffer, at, header));
            case VenueConfiguredDecoder.TEMPLATE_ID ->
                configured(new VenueConfiguredDecoder().wrapAndApplyHeader(buffer, at, header));
            case InstrumentDefinedDecoder.TEMPLATE_ID ->
                defined(new InstrumentDefinedDecoder().wrapAndApplyHeader(buffer, at, header));
            case AccountOpenedDecoder.TEMPLATE_ID ->
                opened(new AccountOpenedDecoder().wrapAndApplyHeader(buffer, at, header));
            case AgentCreatedDecoder.TEMPLATE_ID ->
                created(new AgentCreatedDecoder().wrapAndApplyHeader(buffer, at, header));
            case AgentUpdatedDecoder.TEMPLATE_ID ->
                updated(new AgentUpdatedDecoder().wrapAndApplyHeader(buffer, at, header));
            case AccountUpdatedDecoder.TEMPLATE_ID ->
                accountUpdated(new AccountUpdatedDecoder().wrapAndApplyHeader(buffer, at, header));
            case KeyRotatedDecoder.TEMPLATE_ID ->
                rotated(new KeyRotatedDecoder().wrapAndApplyHeader(buffer, at, header));
            case AlreadyDoneDecoder.TEMPLATE_ID ->
                alreadyDone(new AlreadyDoneDecoder().wrapAndApplyHeader(buffer, at, header));
            case PriceUpdatedDecoder.TEMPLATE_ID ->
                priced(new PriceUpdatedDecoder().wrapAndApplyHeader(buffer, at, header));
            case AnswerRepeatedDecoder.TEMPLATE_ID ->
                repeated(new AnswerRepeatedDecoder().wrapAndApplyHeader(buffer, at, header));
            case CommandSkippedDecoder.TEMPLATE_ID ->
                skipped(new CommandSkippedDecoder().wrapAndApplyHeader(buffer, at, header));
            default -> ofOrder(buffer, at);
        }
    }

    private void ofOrder(DirectBuffer buffer, int at) {
        switch (header.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                accepted(new OrderAcceptedDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrderFilledDecoder.TEMPLATE_ID ->
                filled(new OrderFilledDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrderCancelledDecoder.TEMPLATE_ID ->
                cancelled(new OrderCancelledDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrdersCancelledDecoder.TEMPLATE_ID ->
                cancelled(new OrdersCancelledDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrderRejectedDecoder.TEMPLATE_ID ->
                failed(new OrderRejectedDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrderExpiredDecoder.TEMPLATE_ID ->
                expired(new OrderExpiredDecoder().wrapAndApplyHeader(buffer, at, header));
            default -> ofBook(buffer, at);
        }
    }

    private void ofBook(DirectBuffer buffer, int at) {
        switch (header.templateId()) {
            case BookDefinedDecoder.TEMPLATE_ID ->
                defined(new BookDefinedDecoder().wrapAndApplyHeader(buffer, at, header));
            case BookOrderAcceptedDecoder.TEMPLATE_ID ->
                accepted(new BookOrderAcceptedDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrderTradedDecoder.TEMPLATE_ID ->
                traded(new OrderTradedDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrderReducedDecoder.TEMPLATE_ID -> {
                OrderReducedDecoder event = new OrderReducedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.orderReduced(
                        event.orderId(),
                        event.agentId(),
                        event.portfolioId(),
                        event.instrumentId(),
                        event.side(),
                        event.leftE8(),
                        event.releasedE8());
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                OrderReplacedDecoder event = new OrderReplacedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.orderReplaced(
                        event.orderId(),
                        event.agentId(),
                        event.portfolioId(),
                        event.instrumentId(),
                        event.side(),
                        event.leftE8(),
                        event.priceE8(),
                        event.releasedE8(),
                        event.heldE8());
            }
            case BaseGrantedDecoder.TEMPLATE_ID -> {
                BaseGrantedDecoder event = new BaseGrantedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.baseGranted(
                        event.agentId(),
                        event.portfolioId(),
                        event.instrumentId(),
                        event.quantityE8(),
                        event.costE8());
            }
            case AgentFeesChangedDecoder.TEMPLATE_ID -> {
                AgentFeesChangedDecoder event =
                        new AgentFeesChangedDecoder().wrapAndApplyHeader(buffer, at, header);
                boolean hasFees = event.makerFeeE8() != AgentFeesChangedDecoder.makerFeeE8NullValue();
                sink.agentFeesChanged(
                        event.agentId(),
                        event.accountId(),
                        hasFees ? new BookFees(event.makerFeeE8(), event.takerFeeE8()) : null);
            }
            default -> ofDay(buffer, at);
        }
    }

    private void ofDay(DirectBuffer buffer, int at) {
        switch (header.templateId()) {
            case TradeReportedDecoder.TEMPLATE_ID -> {
                TradeReportedDecoder event = new TradeReportedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.tradeReported(event.instrumentId(), event.takerSide(), event.tradeId());
            }
            case FeedChangedDecoder.TEMPLATE_ID -> {
                FeedChangedDecoder event = new FeedChangedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.feedChanged(event.feedId(), event.state(), event.reason());
            }
            case TradingHaltedDecoder.TEMPLATE_ID -> {
                TradingHaltedDecoder event = new TradingHaltedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.tradingHalted(event.agentId(), event.portfolioId(), event.dailyPnlE8(), event.lossLimitE8());
            }
            case TradingResumedDecoder.TEMPLATE_ID -> {
                TradingResumedDecoder event = new TradingResumedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.tradingResumed(event.agentId(), event.portfolioId());
            }
            default -> ofLife(buffer, at);
        }
    }

    private void ofLife(DirectBuffer buffer, int at) {
        switch (header.templateId()) {
            case AgentResetDecoder.TEMPLATE_ID -> {
                AgentResetDecoder event = new AgentResetDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.agentReset(
                        event.agentId(),
                        event.accountId(),
                        event.portfolioId(),
                        event.closedPortfolioId(),
                        event.startingBalanceE8(),
                        event.endingEquityE8());
            }
            case AgentArchivedDecoder.TEMPLATE_ID -> {
                AgentArchivedDecoder event = new AgentArchivedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.agentArchived(event.agentId(), event.accountId());
            }
            case AgentDeletedDecoder.TEMPLATE_ID -> {
                AgentDeletedDecoder event = new AgentDeletedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.agentDeleted(event.agentId(), event.accountId());
            }
            case PortfolioParkedDecoder.TEMPLATE_ID -> {
                PortfolioParkedDecoder event = new PortfolioParkedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.portfolioParked(
                        event.agentId(),
                        event.accountId(),
                        event.portfolioId(),
                        event.parkedPortfolioId(),
                        event.startingBalanceE8());
            }
            case PortfolioReturnedDecoder.TEMPLATE_ID -> {
                PortfolioReturnedDecoder event =
                        new PortfolioReturnedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.portfolioReturned(
                        event.agentId(),
                        event.accountId(),
                        event.portfolioId(),
                        event.closedPortfolioId(),
                        event.endingEquityE8());
            }
            case AccountStatusChangedDecoder.TEMPLATE_ID -> {
                AccountStatusChangedDecoder event =
                        new AccountStatusChangedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.accountStatusChanged(event.accountId(), event.status());
            }
            case InstrumentStatusChangedDecoder.TEMPLATE_ID -> {
                InstrumentStatusChangedDecoder event =
                        new InstrumentStatusChangedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.instrumentStatusChanged(event.instrumentId(), event.status());
            }
            case KillSwitchChangedDecoder.TEMPLATE_ID -> {
                KillSwitchChangedDecoder event =
                        new KillSwitchChangedDecoder().wrapAndApplyHeader(buffer, at, header);
                sink.killSwitchChanged(event.agentId(), event.accountId(), event.scope(), event.engaged() == 1);
            }
            default -> throw new IllegalArgumentException("EventReader has no case for "
                    + ProtocolMessages.events().get(header.templateId()) + ", template " + header.templateId());
        }
    }

    private void accountUpdated(AccountUpdatedDecoder event) {
        RiskProfile profile = ModelSetup.profile(event.riskProfile());
        byte[] name = bytes(event.displayNameLength(), event::getDisplayName);
        byte[] config = bytes(event.riskConfigLength(), event::getRiskConfig);
        sink.accountUpdated(event.accountId(), profile, name, config);
    }

    private void alreadyDone(AlreadyDoneDecoder event) {
        sink.alreadyDone(event.agentId(), event.accountId(), event.firstTimeNs());
    }

    private void rotated(KeyRotatedDecoder event) {
        byte[] digest = new byte[KeyRotatedDecoder.keyDigestLength()];
        event.getKeyDigest(digest, 0, digest.length);
        byte[] preview = new byte[KeyRotatedDecoder.keyPreviewLength()];
        event.getKeyPreview(preview, 0);
        sink.keyRotated(event.agentId(), event.accountId(), digest, preview);
    }

    private void rejected(CommandRejectedDecoder event) {
        sink.commandRejected(
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.reason(),
                event.actual(),
                event.allowed(),
                event.limitPctE8(),
                event.currentE8(),
                event.requested(),
                event.equityE8());
    }

    private void configured(VenueConfiguredDecoder event) {
        VenueRules rules = ModelSetup.rules(event.rules(), ModelSetup.profile(event.riskDefaults()));
        sink.venueConfigured(rules);
    }

    private void defined(InstrumentDefinedDecoder event) {
        InstrumentTerms terms = new InstrumentTerms(
                event.symbol(),
                event.feedId(),
                event.active() == 1,
                event.minQuantityE8(),
                event.maxQuantityE8(),
                event.stepSizeE8(),
                event.minNotionalE8());
        sink.instrumentDefined(event.instrumentId(), terms);
    }

    private void opened(AccountOpenedDecoder event) {
        byte[] digest = new byte[AccountOpenedDecoder.keyDigestLength()];
        event.getKeyDigest(digest, 0, digest.length);
        byte[] preview = new byte[AccountOpenedDecoder.keyPreviewLength()];
        event.getKeyPreview(preview, 0);
        byte[] name = bytes(event.displayNameLength(), event::getDisplayName);
        byte[] secret = bytes(event.secretHashLength(), event::getSecretHash);
        sink.accountOpened(event.accountId(), event.defaultAgentId(), digest, preview, name, secret);
    }

    private void created(AgentCreatedDecoder event) {
        byte[] digest = new byte[AgentCreatedDecoder.keyDigestLength()];
        event.getKeyDigest(digest, 0, digest.length);
        byte[] preview = new byte[AgentCreatedDecoder.keyPreviewLength()];
        event.getKeyPreview(preview, 0);
        RiskProfile profile = ModelSetup.profile(event.riskProfile());
        AgentDetails details = new AgentDetails(
                bytes(event.nameLength(), event::getName),
                bytes(event.descriptionLength(), event::getDescription),
                bytes(event.llmModelLength(), event::getLlmModel),
                bytes(event.frameworkLength(), event::getFramework),
                bytes(event.strategyTagsLength(), event::getStrategyTags),
                bytes(event.avatarUrlLength(), event::getAvatarUrl),
                bytes(event.colorLength(), event::getColor),
                bytes(event.riskConfigLength(), event::getRiskConfig),
                profile);
        sink.agentCreated(
                event.agentId(),
                event.accountId(),
                event.portfolioId(),
                event.startingBalanceE8(),
                digest,
                preview,
                details);
    }

    private void updated(AgentUpdatedDecoder event) {
        RiskProfile profile = ModelSetup.profile(event.riskProfile());
        AgentDetails details = new AgentDetails(
                bytes(event.nameLength(), event::getName),
                bytes(event.descriptionLength(), event::getDescription),
                bytes(event.llmModelLength(), event::getLlmModel),
                bytes(event.frameworkLength(), event::getFramework),
                bytes(event.strategyTagsLength(), event::getStrategyTags),
                bytes(event.avatarUrlLength(), event::getAvatarUrl),
                bytes(event.colorLength(), event::getColor),
                bytes(event.riskConfigLength(), event::getRiskConfig),
                profile);
        sink.agentUpdated(event.agentId(), event.accountId(), details);
    }

    private void accepted(OrderAcceptedDecoder event) {
        sink.orderAccepted(
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.type(),
                event.quantityE8(),
                event.priceE8(),
                event.heldE8(),
                new UnsafeBuffer(bytes(event.clientOrderIdLength(), event::getClientOrderId)));
    }

    private void defined(BookDefinedDecoder event) {
        InstrumentTerms terms = new InstrumentTerms(
                event.symbol(),
                InstrumentTerms.NO_FEED,
                event.active() == 1,
                event.minQuantityE8(),
                event.maxQuantityE8(),
                event.stepSizeE8(),
                event.minNotionalE8());
        BookFees fees = new BookFees(event.makerFeeE8(), event.takerFeeE8());
        sink.bookDefined(event.instrumentId(), terms, fees, event.lastE8());
    }

    private void accepted(BookOrderAcceptedDecoder event) {
        sink.bookOrderAccepted(
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.type(),
                event.quantityE8(),
                event.priceE8(),
                event.heldE8(),
                event.timeInForce(),
                event.postOnly() == 1,
                event.selfTradePrevention(),
                new UnsafeBuffer(bytes(event.clientOrderIdLength(), event::getClientOrderId)));
    }

    private void traded(OrderTradedDecoder event) {
        sink.orderTraded(
                event.orderId(),
                event.fillId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.liquidity(),
                event.quantityE8(),
                event.priceE8(),
                event.notionalE8(),
                event.feeE8(),
                event.releasedE8(),
                event.leftE8(),
                event.realizedPnlE8());
    }

    private void filled(OrderFilledDecoder event) {
        sink.orderFilled(
                event.orderId(),
                event.fillId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.type(),
                event.quantityE8(),
                event.priceE8(),
                event.referencePriceE8(),
                event.slippagePctE8(),
                event.notionalE8(),
                event.feeE8(),
                event.releasedE8(),
                event.realizedPnlE8(),
                new UnsafeBuffer(bytes(event.clientOrderIdLength(), event::getClientOrderId)));
    }

    private void cancelled(OrdersCancelledDecoder event) {
        ReleasedHolds released = new ReleasedHolds();
        for (int i = 0; i < event.count(); i++) {
            released.addOrder();
        }
        released.addCash(event.releasedCashE8());
        for (OrdersCancelledDecoder.AssetsDecoder asset : event.assets()) {
            released.addAsset(asset.instrumentId(), asset.releasedE8());
        }
        sink.ordersCancelled(event.agentId(), event.portfolioId(), event.instrumentId(), released);
    }

    private void cancelled(OrderCancelledDecoder event) {
        sink.orderCancelled(
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.reason(),
                event.releasedE8());
    }

    private void failed(OrderRejectedDecoder event) {
        sink.orderRejected(
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.reason(),
                event.releasedE8());
    }

    private void expired(OrderExpiredDecoder event) {
        sink.orderExpired(
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.releasedE8());
    }

    private void priced(PriceUpdatedDecoder event) {
        sink.priceUpdated(
                event.instrumentId(),
                event.tradeCount(),
                event.lastE8(),
                event.lowE8(),
                event.highE8(),
                event.volumeE8(),
                event.tradeTimeNs(),
                event.tradeId());
    }

    private void repeated(AnswerRepeatedDecoder event) {
        byte[] answer = bytes(event.answerLength(), event::getAnswer);
        sink.answerRepeated(event.agentId(), event.portfolioId(), event.firstTimeNs(), new UnsafeBuffer(answer));
    }

    private void skipped(CommandSkippedDecoder event) {
        sink.commandSkipped(event.skippedSequence(), event.skipSequence());
    }

    /** A variable part of a message, which its decoder copies into an array from an index. */
    private static byte[] bytes(int length, Copy copy) {
        byte[] bytes = new byte[length];
        copy.into(bytes, 0, length);
        return bytes;
    }

    private interface Copy {
        int into(byte[] target, int index, int length);
    }
}
