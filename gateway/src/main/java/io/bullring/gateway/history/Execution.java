package io.bullring.gateway.history;

import io.bullring.core.e8.E8;
import io.bullring.protocol.OrderFilledDecoder;

/**
 * How an order was filled so far: at once against the quoted market, in any number of trades in a book. Immutable; amounts are
 * E8. An order that is changed again and again may trade more than a number holds; its sums stay at the largest one then.
 *
 * @param fillId the last one
 * @param quantityE8 base asset
 * @param turnoverE16 exact sum of price x quantity
 * @param referencePriceE8 market price that the execution price was made from; {@link OrderRecord#NONE} in a book
 * @param slippagePctE8 distance of the two in percent; NONE in a book
 * @param notionalE8 what the quantity came to, USDT, without fee
 * @param feeE8 USDT
 * @param realizedPnlE8 result of a sale after fees; NONE for a buy
 */
public record Execution(
        long fillId,
        long quantityE8,
        WideAmount turnoverE16,
        long referencePriceE8,
        long slippagePctE8,
        long notionalE8,
        long feeE8,
        long realizedPnlE8) {

    /** Execution price; the average of all trades, rounded half even. */
    public long priceE8() {
        return turnoverE16.dividedBy(quantityE8);
    }

    static Execution of(OrderFilledDecoder event) {
        return new Execution(
                event.fillId(),
                event.quantityE8(),
                WideAmount.product(event.priceE8(), event.quantityE8()),
                event.referencePriceE8(),
                event.slippagePctE8(),
                event.notionalE8(),
                event.feeE8(),
                event.realizedPnlE8());
    }

    /** Of the first trade in a book. */
    static Execution of(FillRecord fill) {
        return new Execution(
                fill.fillId(),
                fill.quantityE8(),
                WideAmount.product(fill.priceE8(), fill.quantityE8()),
                OrderRecord.NONE,
                OrderRecord.NONE,
                fill.notionalE8(),
                fill.feeE8(),
                fill.realizedPnlE8());
    }

    /** With one trade more. */
    Execution plus(FillRecord fill) {
        return new Execution(
                fill.fillId(),
                E8.saturate(E8.add(quantityE8, fill.quantityE8())),
                turnoverE16.plus(WideAmount.product(fill.priceE8(), fill.quantityE8())),
                OrderRecord.NONE,
                OrderRecord.NONE,
                E8.saturate(E8.add(notionalE8, fill.notionalE8())),
                E8.saturate(E8.add(feeE8, fill.feeE8())),
                result(fill));
    }

    private long result(FillRecord fill) {
        if (realizedPnlE8 == OrderRecord.NONE) {
            return OrderRecord.NONE;
        }
        long sumE8 = E8.add(realizedPnlE8, fill.realizedPnlE8());
        boolean isLoss = sumE8 == E8.OVERFLOW && realizedPnlE8 < 0;
        return isLoss ? -Long.MAX_VALUE : E8.saturate(sumE8);
    }
}
