package io.bullring.gateway.http.answer;

import static io.bullring.core.e8.Rounding.HALF_EVEN;

import io.bullring.core.e8.E8;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.Price;
import io.bullring.protocol.OrderType;

/**
 * What a pair states of its orders and the engine does not ask; it is asked at the door, where the operator will have it so. Any thread.
 *
 * @param stepSize whether a quantity has to be a multiple of the pair's step
 * @param minNotional whether the smallest value of orders that rest is that of market orders, too, at the last price
 */
public record PairFilters(boolean stepSize, boolean minNotional) {
    public static final PairFilters NONE = new PairFilters(false, false);

    /**
     * Why the pair does not take an order; null: it does, or the engine has another reason, such as a pair that is not traded.
     *
     * @param quantityE8 base asset, positive
     * @param last null: the pair has no price
     */
    public Refusal refusalOrNull(Listing listing, OrderType type, long quantityE8, Price last) {
        InstrumentTerms terms = listing.terms();
        if (!listing.isTraded()) {
            return null;
        }
        if (stepSize && terms.stepSizeE8() > 0 && quantityE8 % terms.stepSizeE8() != 0) {
            return Refusals.offStep(listing, quantityE8);
        }
        if (!minNotional || type != OrderType.MARKET || last == null) {
            return null;
        }
        long notionalE8 = E8.multiply(quantityE8, last.lastE8(), HALF_EVEN);
        return notionalE8 == E8.OVERFLOW || notionalE8 >= terms.minNotionalE8()
                ? null
                : Refusals.notionalTooSmall(listing, quantityE8, notionalE8, terms.minNotionalE8());
    }
}
