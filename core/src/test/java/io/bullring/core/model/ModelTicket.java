package io.bullring.core.model;

import static io.bullring.core.model.Refusal.unless;

import io.bullring.protocol.OrderType;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A placement whose values are ones that a placement may carry: check 2 of RULES.md section 3.
 *
 * @param price null for a market order
 * @param clientOrderId empty when there is none
 */
record ModelTicket(Side side, OrderType type, BigDecimal quantity, BigDecimal price, String clientOrderId) {
    private static final int LONGEST_ID = 64;

    static ModelTicket of(PlaceOrderDecoder command) {
        unless(command.sideRaw() <= Side.SELL.value(), RejectReason.VALUE_OUT_OF_RANGE);
        unless(command.typeRaw() <= OrderType.TAKE_PROFIT.value(), RejectReason.VALUE_OUT_OF_RANGE);
        unless(command.quantityE8() > 0, RejectReason.VALUE_OUT_OF_RANGE);
        long priceE8 = command.priceE8();
        boolean isMarket = command.type() == OrderType.MARKET;
        unless(isMarket ? priceE8 == PlaceOrderDecoder.priceE8NullValue() : priceE8 > 0,
                RejectReason.VALUE_OUT_OF_RANGE);

        Side side = command.side();
        OrderType type = command.type();
        BigDecimal quantity = Amounts.of(command.quantityE8());
        byte[] id = new byte[command.clientOrderIdLength()];
        command.getClientOrderId(id, 0, id.length);
        unless(id.length <= LONGEST_ID, RejectReason.VALUE_OUT_OF_RANGE);
        for (byte character : id) {
            unless(character >= 0x21 && character <= 0x7E, RejectReason.VALUE_OUT_OF_RANGE);
        }
        return new ModelTicket(
                side,
                type,
                quantity,
                isMarket ? null : Amounts.of(priceE8),
                new String(id, StandardCharsets.US_ASCII));
    }

    boolean isMarket() {
        return type == OrderType.MARKET;
    }

    boolean isNamed() {
        return !clientOrderId.isEmpty();
    }
}
