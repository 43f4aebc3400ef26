package io.bullring.core.model;

import static io.bullring.core.model.Refusal.unless;

import io.bullring.protocol.OrderType;
import io.bullring.protocol.PlaceBookOrderDecoder;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A placement whose values are ones that a placement may carry: check 2 of RULES.md section 3.
 *
 * @param price null for a market order
 * @param clientOrderId empty when there is none
 */
record ModelTicket(
        Side side,
        OrderType type,
        BigDecimal quantity,
        BigDecimal price,
        String clientOrderId,
        boolean hasConditions,
        TimeInForce timeInForce,
        boolean postOnly,
        SelfTradePrevention prevention) {
    private static final int LONGEST_ID = 64;

    static ModelTicket of(PlaceOrderDecoder command) {
        byte[] id = new byte[command.clientOrderIdLength()];
        command.getClientOrderId(id, 0, id.length);
        return of(command.sideRaw(), command.typeRaw(), command.quantityE8(), command.priceE8(), id);
    }

    /** With the conditions of a book: check 2 of section 8. */
    static ModelTicket of(PlaceBookOrderDecoder command) {
        byte[] id = new byte[command.clientOrderIdLength()];
        command.getClientOrderId(id, 0, id.length);
        ModelTicket plain =
                of(command.sideRaw(), command.typeRaw(), command.quantityE8(), command.priceE8(), id);
        unless(command.timeInForceRaw() <= TimeInForce.FOK.value(), RejectReason.VALUE_OUT_OF_RANGE);
        unless(command.postOnly() <= 1, RejectReason.VALUE_OUT_OF_RANGE);
        unless(
                command.selfTradePreventionRaw() <= SelfTradePrevention.DECREMENT.value(),
                RejectReason.VALUE_OUT_OF_RANGE);
        boolean mayRest = command.timeInForce() == TimeInForce.GTC;
        boolean isLimit = plain.type == OrderType.LIMIT;
        unless(mayRest || isLimit || plain.isMarket(), RejectReason.VALUE_OUT_OF_RANGE);
        unless(command.postOnly() == 0 || isLimit && mayRest, RejectReason.VALUE_OUT_OF_RANGE);
        return new ModelTicket(
                plain.side,
                plain.type,
                plain.quantity,
                plain.price,
                plain.clientOrderId,
                true,
                plain.isMarket() && mayRest ? TimeInForce.IOC : command.timeInForce(),
                command.postOnly() == 1,
                command.selfTradePrevention());
    }

    private static ModelTicket of(int sideCode, int typeCode, long quantityE8, long priceE8, byte[] id) {
        unless(sideCode <= Side.SELL.value(), RejectReason.VALUE_OUT_OF_RANGE);
        unless(typeCode <= OrderType.TAKE_PROFIT.value(), RejectReason.VALUE_OUT_OF_RANGE);
        unless(quantityE8 > 0, RejectReason.VALUE_OUT_OF_RANGE);
        boolean isMarket = typeCode == OrderType.MARKET.value();
        unless(isMarket ? priceE8 == PlaceOrderDecoder.priceE8NullValue() : priceE8 > 0,
                RejectReason.VALUE_OUT_OF_RANGE);

        Side side = Side.get((short) sideCode);
        OrderType type = OrderType.get((short) typeCode);
        BigDecimal quantity = Amounts.of(quantityE8);
        unless(id.length <= LONGEST_ID, RejectReason.VALUE_OUT_OF_RANGE);
        for (byte character : id) {
            unless(character >= 0x21 && character <= 0x7E, RejectReason.VALUE_OUT_OF_RANGE);
        }
        return new ModelTicket(
                side,
                type,
                quantity,
                isMarket ? null : Amounts.of(priceE8),
                new String(id, StandardCharsets.US_ASCII),
                false,
                isMarket ? TimeInForce.IOC : TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE);
    }

    boolean isMarket() {
        return type == OrderType.MARKET;
    }

    boolean isNamed() {
        return !clientOrderId.isEmpty();
    }
}
