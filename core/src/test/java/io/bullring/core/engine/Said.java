package io.bullring.core.engine;

import io.bullring.core.event.EventCursor;
import io.bullring.protocol.AnswerRepeatedDecoder;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.FeedChangedDecoder;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderExpiredDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderRejectedDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import io.bullring.protocol.TradingHaltedDecoder;
import io.bullring.protocol.TradingResumedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the engine said, reduced to what a test of its behaviour compares. Events that nobody compares have only a name. */
record Said(String event, List<Object> values) {

    static Said accepted(long orderId, int agent, long heldE8) {
        return new Said("accepted", List.of(orderId, agent, heldE8));
    }

    static Said filled(long orderId, int agent, Side side, long quantityE8, long priceE8, long feeE8) {
        return new Said("filled", List.of(orderId, agent, side, quantityE8, priceE8, feeE8));
    }

    static Said cancelled(long orderId, int agent, long releasedE8) {
        return new Said("cancelled", List.of(orderId, agent, releasedE8));
    }

    static Said expired(long orderId, int agent, long releasedE8) {
        return new Said("expired", List.of(orderId, agent, releasedE8));
    }

    static Said orderRejected(long orderId, int agent, RejectReason reason, long releasedE8) {
        return new Said("order rejected", List.of(orderId, agent, reason, releasedE8));
    }

    static Said rejected(int agent, RejectReason reason) {
        return new Said("rejected", List.of(agent, reason));
    }

    static Said repeated(int agent, long firstTimeNs, Said first) {
        return new Said("repeated", List.of(agent, firstTimeNs, first));
    }

    static Said priced(int instrument, long lastE8) {
        return new Said("priced", List.of(instrument, lastE8));
    }

    static Said halted(int agent, long dailyPnlE8, long lossLimitE8) {
        return new Said("halted", List.of(agent, dailyPnlE8, lossLimitE8));
    }

    static Said resumed(int agent) {
        return new Said("resumed", List.of(agent));
    }

    static Said feed(int feedId, FeedState state) {
        return new Said("feed", List.of(feedId, state));
    }

    /** Reads events as an encoder wrote them. */
    static List<Said> read(DirectBuffer events, int offset, int length) {
        List<Said> said = new ArrayList<>();
        EventCursor cursor = new EventCursor();
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            said.add(one(events, cursor.offset()));
        }
        return said;
    }

    private static Said one(DirectBuffer buffer, int at) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, at);
        return switch (header.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                OrderAcceptedDecoder event = new OrderAcceptedDecoder().wrapAndApplyHeader(buffer, at, header);
                yield accepted(event.orderId(), event.agentId(), event.heldE8());
            }
            case OrderFilledDecoder.TEMPLATE_ID -> {
                OrderFilledDecoder event = new OrderFilledDecoder().wrapAndApplyHeader(buffer, at, header);
                yield filled(
                        event.orderId(),
                        event.agentId(),
                        event.side(),
                        event.quantityE8(),
                        event.priceE8(),
                        event.feeE8());
            }
            case CommandRejectedDecoder.TEMPLATE_ID -> {
                CommandRejectedDecoder event = new CommandRejectedDecoder().wrapAndApplyHeader(buffer, at, header);
                yield rejected(event.agentId(), event.reason());
            }
            case AnswerRepeatedDecoder.TEMPLATE_ID ->
                repetition(new AnswerRepeatedDecoder().wrapAndApplyHeader(buffer, at, header));
            default -> endOfOrder(buffer, at, header);
        };
    }

    private static Said repetition(AnswerRepeatedDecoder event) {
        UnsafeBuffer first = new UnsafeBuffer(0, 0);
        event.wrapAnswer(first);
        return repeated(event.agentId(), event.firstTimeNs(), one(first, 0));
    }

    private static Said endOfOrder(DirectBuffer buffer, int at, MessageHeaderDecoder header) {
        return switch (header.templateId()) {
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                OrderCancelledDecoder event = new OrderCancelledDecoder().wrapAndApplyHeader(buffer, at, header);
                yield cancelled(event.orderId(), event.agentId(), event.releasedE8());
            }
            case OrderExpiredDecoder.TEMPLATE_ID -> {
                OrderExpiredDecoder event = new OrderExpiredDecoder().wrapAndApplyHeader(buffer, at, header);
                yield expired(event.orderId(), event.agentId(), event.releasedE8());
            }
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                OrderRejectedDecoder event = new OrderRejectedDecoder().wrapAndApplyHeader(buffer, at, header);
                yield orderRejected(event.orderId(), event.agentId(), event.reason(), event.releasedE8());
            }
            default -> ofVenue(buffer, at, header);
        };
    }

    private static Said ofVenue(DirectBuffer buffer, int at, MessageHeaderDecoder header) {
        return switch (header.templateId()) {
            case PriceUpdatedDecoder.TEMPLATE_ID -> {
                PriceUpdatedDecoder event = new PriceUpdatedDecoder().wrapAndApplyHeader(buffer, at, header);
                yield priced(event.instrumentId(), event.lastE8());
            }
            case TradingHaltedDecoder.TEMPLATE_ID -> {
                TradingHaltedDecoder event = new TradingHaltedDecoder().wrapAndApplyHeader(buffer, at, header);
                yield halted(event.agentId(), event.dailyPnlE8(), event.lossLimitE8());
            }
            case TradingResumedDecoder.TEMPLATE_ID ->
                resumed(new TradingResumedDecoder().wrapAndApplyHeader(buffer, at, header).agentId());
            case FeedChangedDecoder.TEMPLATE_ID -> {
                FeedChangedDecoder event = new FeedChangedDecoder().wrapAndApplyHeader(buffer, at, header);
                yield feed(event.feedId(), event.state());
            }
            default -> new Said("template " + header.templateId(), List.of());
        };
    }
}
