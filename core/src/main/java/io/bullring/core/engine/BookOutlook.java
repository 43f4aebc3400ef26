package io.bullring.core.engine;

import io.bullring.core.book.OrderBook;
import io.bullring.core.e8.E8;
import io.bullring.core.fill.BookTerms;
import io.bullring.core.order.Order;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.TimeInForce;

/**
 * What an order would trade if it arrived now: the same resting orders in the same order as {@link BookTrades} would meet, at most as
 * many, without touching them. One object, asked anew for each order. Engine thread only; amounts are E8.
 */
final class BookOutlook implements OrderBook.RestingListener {
    private final VenueState venue;
    private final BookTrades trades;
    private final Order resting = new Order();
    private Order arriving;
    private long takerRateE8;
    private int left;
    private boolean isCut;
    private long missingE8;
    private boolean hasRoom;
    private long nowNs;
    private long grossE8;
    private long costE8;

    BookOutlook(VenueState venue, BookTrades trades) {
        this.venue = venue;
        this.trades = trades;
    }

    /** Looks ahead for an order. */
    void look(Order order, OrderBook book, long takerFeeE8, long now) {
        arriving = order;
        takerRateE8 = takerFeeE8;
        left = venue.rules.maxWorkPerCommand();
        isCut = false;
        hasRoom = true;
        nowNs = now;
        missingE8 = order.quantityE8();
        grossE8 = 0;
        costE8 = 0;
        book.meetings(order.side(), order.isMarket() ? 0 : order.priceE8(), this);
    }

    /** Whether it would meet more resting orders than one may. */
    boolean isCut() {
        return isCut;
    }

    /** Whether all of it would trade, and would for certain find room in its own portfolio and in those that it trades with. */
    boolean isWhole() {
        return missingE8 == 0 && hasRoom && trades.hasRoom(arriving, arriving.quantityE8(), grossE8, nowNs);
    }

    /** What it would trade, without fees; {@link E8#OVERFLOW} when that does not fit. */
    long grossE8() {
        return grossE8;
    }

    /** What a purchase would cost, fees included; {@link E8#OVERFLOW} when that does not fit. */
    long costE8() {
        return costE8;
    }

    @Override
    public boolean onOrder(long orderId, int owner, long priceE8, long quantityE8) {
        if (missingE8 == 0) {
            return false;
        }
        if (left == 0) {
            isCut = true;
            return false;
        }
        left--;
        if (owner == arriving.portfolio() && arriving.prevention() != SelfTradePrevention.NONE) {
            return passesOwn(quantityE8);
        }
        venue.orders.read(venue.orders.slotOf(orderId), resting);
        if (trades.absence(resting) == null) {
            trade(priceE8, Math.min(missingE8, quantityE8));
        }
        return true;
    }

    private void trade(long priceE8, long quantityE8) {
        missingE8 -= quantityE8;
        grossE8 = E8.add(grossE8, BookTerms.notionalE8(quantityE8, priceE8));
        costE8 = E8.add(costE8, BookTerms.costE8(quantityE8, priceE8, takerRateE8));
        if (arriving.timeInForce() == TimeInForce.FOK) {
            hasRoom &= trades.hasRoom(resting, arriving.quantityE8() - missingE8, grossE8, nowNs);
        }
    }

    /** Whether it would go on behind an order of its own portfolio. An order that shrinks is not filled. */
    private boolean passesOwn(long quantityE8) {
        return switch (arriving.prevention()) {
            case CANCEL_OLDEST -> true;
            case DECREMENT -> isShrunk(quantityE8);
            default -> false;
        };
    }

    private boolean isShrunk(long quantityE8) {
        if (arriving.timeInForce() == TimeInForce.FOK || quantityE8 >= missingE8) {
            return false;
        }
        missingE8 -= quantityE8;
        return true;
    }
}
