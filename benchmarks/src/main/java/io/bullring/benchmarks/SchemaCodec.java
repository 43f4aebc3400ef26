package io.bullring.benchmarks;

import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderFilledEncoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.PlaceOrderEncoder;
import io.bullring.protocol.Side;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An order and a fill through the generated codecs, as engine and gateway do it: header, enums written, raw codes read, client
 * order id. Every field gets the same number or its low bits; reading adds all fields up. Not thread-safe.
 */
final class SchemaCodec {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer idRead = new UnsafeBuffer(0, 0);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerRead = new MessageHeaderDecoder();
    private final PlaceOrderEncoder order = new PlaceOrderEncoder();
    private final PlaceOrderDecoder orderRead = new PlaceOrderDecoder();
    private final OrderFilledEncoder fill = new OrderFilledEncoder();
    private final OrderFilledDecoder fillRead = new OrderFilledDecoder();

    int encodeOrder(long number, DirectBuffer clientOrderId) {
        order.wrapAndApplyHeader(buffer, 0, header)
                .quantityE8(number)
                .priceE8(number)
                .instrumentId((int) number)
                .side(Side.SELL)
                .type(OrderType.LIMIT)
                .putClientOrderId(clientOrderId, 0, clientOrderId.capacity());
        return order.limit();
    }

    long decodeOrder() {
        orderRead.wrapAndApplyHeader(buffer, 0, headerRead);
        orderRead.wrapClientOrderId(idRead);
        return orderRead.quantityE8()
                + orderRead.priceE8()
                + orderRead.instrumentId()
                + orderRead.sideRaw()
                + orderRead.typeRaw()
                + idRead.getLong(0);
    }

    int encodeFill(long number, DirectBuffer clientOrderId) {
        fill.wrapAndApplyHeader(buffer, 0, header)
                .orderId(number)
                .fillId(number)
                .agentId((int) number)
                .portfolioId((int) number)
                .instrumentId((int) number)
                .side(Side.SELL)
                .type(OrderType.LIMIT)
                .quantityE8(number)
                .priceE8(number)
                .referencePriceE8(number)
                .slippagePctE8(number)
                .notionalE8(number)
                .feeE8(number)
                .releasedE8(number)
                .realizedPnlE8(number)
                .putClientOrderId(clientOrderId, 0, clientOrderId.capacity());
        return fill.limit();
    }

    long decodeFill() {
        fillRead.wrapAndApplyHeader(buffer, 0, headerRead);
        fillRead.wrapClientOrderId(idRead);
        return fillRead.orderId()
                + fillRead.fillId()
                + fillRead.agentId()
                + fillRead.portfolioId()
                + fillRead.instrumentId()
                + fillRead.sideRaw()
                + fillRead.typeRaw()
                + fillRead.quantityE8()
                + fillRead.priceE8()
                + fillRead.referencePriceE8()
                + fillRead.slippagePctE8()
                + fillRead.notionalE8()
                + fillRead.feeE8()
                + fillRead.releasedE8()
                + fillRead.realizedPnlE8()
                + idRead.getLong(0);
    }
}
