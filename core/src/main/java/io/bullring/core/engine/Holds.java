package io.bullring.core.engine;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.order.Order;
import io.bullring.core.risk.Rejection;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;
import io.bullring.protocol.RejectReason;

/** What is promised to an order that rests: RULES.md section 4. Engine thread only; amounts are E8. */
final class Holds {
    private final VenueState venue;
    private final Wallets wallets;
    private final Rejection rejection;

    Holds(VenueState venue, Wallets wallets, Rejection rejection) {
        this.venue = venue;
        this.wallets = wallets;
        this.rejection = rejection;
    }

    /** Works out what the order, which knows its holding, needs and whether it is there. If not, the rejection says why. */
    boolean isPossible(Order order) {
        long neededE8 = order.isBuy() ? costE8(order) : order.quantityE8();
        if (neededE8 == E8.OVERFLOW) {
            return rejection.because(RejectReason.AMOUNT_TOO_LARGE);
        }
        long availableE8 = order.isBuy() ? venue.portfolios.availableE8(order.portfolio()) : availableBaseE8(order);
        order.heldE8(neededE8);
        return rejection.unless(
                neededE8 <= availableE8, RejectReason.INSUFFICIENT_BALANCE, neededE8, availableE8);
    }

    /** Holds what {@link #isPossible} has just allowed, inside a change of the portfolio. */
    void hold(Order order) {
        if (order.isBuy()) {
            wallets.holdCash(order.portfolio(), order.heldE8());
        } else {
            wallets.holdBase(order.holding(), order.heldE8());
        }
    }

    private long costE8(Order order) {
        long notionalE8 = E8.multiply(order.quantityE8(), order.priceE8(), Rounding.HALF_EVEN);
        return E8.add(notionalE8, E8.multiply(notionalE8, venue.rules.feeRateE8(), Rounding.HALF_EVEN));
    }

    private long availableBaseE8(Order order) {
        return order.holding() == Portfolios.NONE ? 0 : venue.holdings().availableE8(order.holding());
    }
}
