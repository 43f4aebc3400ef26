package io.bullring.core.fill;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;

/**
 * What a trade in a book comes to: RULES.md section 8. Everything is rounded down, because then what the parts of an order cost is
 * never more than what was held for the whole, however it is cut up. Amounts are E8; {@link E8#OVERFLOW} when one does not fit.
 */
public final class BookTerms {
    private BookTerms() {}

    /** Quantity times price, USDT. */
    public static long notionalE8(long quantityE8, long priceE8) {
        return E8.multiply(quantityE8, priceE8, Rounding.DOWN);
    }

    /** A fraction of a notional that fits, USDT. */
    public static long feeE8(long notionalE8, long rateE8) {
        return E8.multiply(notionalE8, rateE8, Rounding.DOWN);
    }

    /** What a purchase costs. */
    public static long costE8(long quantityE8, long priceE8, long rateE8) {
        long notionalE8 = notionalE8(quantityE8, priceE8);
        return notionalE8 == E8.OVERFLOW ? E8.OVERFLOW : E8.add(notionalE8, feeE8(notionalE8, rateE8));
    }
}
