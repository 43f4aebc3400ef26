package io.bullring.core.model;

import static io.bullring.core.model.Amounts.e8;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.BookOrderAcceptedEncoder;
import io.bullring.protocol.CommandRejectedEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.OrderAcceptedEncoder;
import io.bullring.protocol.OrderFilledEncoder;
import io.bullring.protocol.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What is said of orders, and the three answers to a placement also as the bytes by which they are remembered. */
final class ModelEvents {
    private final EventSink sink;

    ModelEvents(EventSink sink) {
        this.sink = sink;
    }

    byte[] rejected(int agentId, long portfolioId, int instrumentId, Refusal refusal) {
        sink.commandRejected(
                agentId,
                portfolioId,
                instrumentId,
                refusal.reason,
                refusal.actual,
                refusal.allowed,
                refusal.limitPctE8,
                refusal.currentE8,
                refusal.requested,
                refusal.equityE8);

        ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();
        CommandRejectedEncoder encoder = new CommandRejectedEncoder()
                .wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder())
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .actual(refusal.actual)
                .allowed(refusal.allowed)
                .limitPctE8(refusal.limitPctE8)
                .currentE8(refusal.currentE8)
                .requested(refusal.requested)
                .equityE8(refusal.equityE8)
                .reason(refusal.reason);
        return upTo(encoder.limit(), bytes);
    }

    byte[] accepted(ModelOrder order, String clientOrderId) {
        sink.orderAccepted(
                order.id,
                order.portfolio.agent.id,
                order.portfolio.id,
                order.instrument.id,
                order.side,
                order.type,
                e8(order.quantity),
                e8(order.price),
                e8(order.held),
                ascii(clientOrderId));

        ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();
        OrderAcceptedEncoder encoder = new OrderAcceptedEncoder()
                .wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder())
                .orderId(order.id)
                .agentId(order.portfolio.agent.id)
                .portfolioId(order.portfolio.id)
                .instrumentId(order.instrument.id)
                .side(order.side)
                .type(order.type)
                .quantityE8(e8(order.quantity))
                .priceE8(e8(order.price))
                .heldE8(e8(order.held))
                .clientOrderId(clientOrderId);
        return upTo(encoder.limit(), bytes);
    }

    byte[] bookAccepted(ModelOrder order, ModelTicket ticket) {
        long priceE8 = order.price == null ? Refusal.NONE : e8(order.price);
        sink.bookOrderAccepted(
                order.id,
                order.portfolio.agent.id,
                order.portfolio.id,
                order.instrument.id,
                order.side,
                order.type,
                e8(order.quantity),
                priceE8,
                e8(order.held),
                ticket.timeInForce(),
                ticket.postOnly(),
                ticket.prevention(),
                ascii(ticket.clientOrderId()));

        ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();
        BookOrderAcceptedEncoder encoder = new BookOrderAcceptedEncoder()
                .wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder())
                .orderId(order.id)
                .agentId(order.portfolio.agent.id)
                .portfolioId(order.portfolio.id)
                .instrumentId(order.instrument.id)
                .side(order.side)
                .type(order.type)
                .quantityE8(e8(order.quantity))
                .priceE8(priceE8)
                .heldE8(e8(order.held))
                .timeInForce(ticket.timeInForce())
                .postOnly((short) (ticket.postOnly() ? 1 : 0))
                .selfTradePrevention(ticket.prevention())
                .clientOrderId(ticket.clientOrderId());
        return upTo(encoder.limit(), bytes);
    }

    byte[] filled(ModelFill fill, String clientOrderId) {
        ModelTrade trade = fill.trade();
        sink.orderFilled(
                fill.orderId(),
                fill.fillId(),
                trade.portfolio().agent.id,
                trade.portfolio().id,
                trade.instrument().id,
                trade.side(),
                trade.type(),
                e8(trade.quantity()),
                e8(fill.price()),
                e8(trade.reference()),
                e8(fill.slippagePct()),
                e8(fill.gross()),
                e8(fill.fee()),
                e8(fill.released()),
                fill.pnlE8(),
                ascii(clientOrderId));

        ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();
        OrderFilledEncoder encoder = new OrderFilledEncoder()
                .wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder())
                .orderId(fill.orderId())
                .fillId(fill.fillId())
                .agentId(trade.portfolio().agent.id)
                .portfolioId(trade.portfolio().id)
                .instrumentId(trade.instrument().id)
                .side(trade.side())
                .type(trade.type())
                .quantityE8(e8(trade.quantity()))
                .priceE8(e8(fill.price()))
                .referencePriceE8(e8(trade.reference()))
                .slippagePctE8(e8(fill.slippagePct()))
                .notionalE8(e8(fill.gross()))
                .feeE8(e8(fill.fee()))
                .releasedE8(e8(fill.released()))
                .realizedPnlE8(fill.pnlE8())
                .clientOrderId(clientOrderId);
        return upTo(encoder.limit(), bytes);
    }

    /** A fired order that could not be executed. */
    void rejected(ModelOrder order, RejectReason reason) {
        sink.orderRejected(
                order.id,
                order.portfolio.agent.id,
                order.portfolio.id,
                order.instrument.id,
                order.side,
                reason,
                e8(order.held));
    }

    private static DirectBuffer ascii(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] upTo(int limit, ExpandableArrayBuffer bytes) {
        return Arrays.copyOf(bytes.byteArray(), limit);
    }
}
