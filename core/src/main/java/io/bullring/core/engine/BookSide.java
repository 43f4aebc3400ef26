package io.bullring.core.engine;

import io.bullring.core.fill.BookTerms;
import io.bullring.core.market.BookFees;
import io.bullring.core.order.Order;
import io.bullring.core.order.Orders;
import io.bullring.protocol.Liquidity;

/** One of the two orders of a trade in a book, and what the trade comes to for it. Filled anew for each. Amounts are E8. */
final class BookSide {
    final Order order;
    final Liquidity liquidity;

    /** What its agent pays. */
    BookFees fees;

    /** Where the order is among the open ones, or {@link Orders#NONE}. */
    int slot = Orders.NONE;

    long feeE8;
    long releasedE8;
    long pnlE8;

    BookSide(Order order, Liquidity liquidity) {
        this.order = order;
        this.liquidity = liquidity;
    }

    long feeRateE8() {
        return liquidity == Liquidity.MAKER ? fees.makerE8() : fees.takerE8();
    }

    /** What is to be held when the order has so much left; nothing for an order for which nothing is held. */
    long holdE8(long leftE8) {
        if (order.heldE8() == 0 || leftE8 == 0) {
            return 0;
        }
        return order.isBuy() ? BookTerms.costE8(leftE8, order.priceE8(), fees.largerE8()) : leftE8;
    }
}
