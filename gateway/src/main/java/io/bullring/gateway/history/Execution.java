package io.bullring.gateway.history;

import io.bullring.protocol.OrderFilledDecoder;

/**
 * How an order was filled. Immutable; amounts are E8.
 *
 * @param priceE8 execution price
 * @param referencePriceE8 market price that it was made from
 * @param slippagePctE8 distance of the two in percent
 * @param notionalE8 quantity times execution price, USDT, without fee
 * @param feeE8 USDT
 * @param realizedPnlE8 result of a sale after fees; {@link OrderRecord#NONE} for a buy
 */
public record Execution(
        long fillId,
        long priceE8,
        long referencePriceE8,
        long slippagePctE8,
        long notionalE8,
        long feeE8,
        long realizedPnlE8) {

    static Execution of(OrderFilledDecoder event) {
        return new Execution(
                event.fillId(),
                event.priceE8(),
                event.referencePriceE8(),
                event.slippagePctE8(),
                event.notionalE8(),
                event.feeE8(),
                event.realizedPnlE8());
    }
}
