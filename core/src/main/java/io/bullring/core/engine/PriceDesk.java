package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.FEED_DOWN;
import static io.bullring.protocol.RejectReason.UNKNOWN_FEED;
import static io.bullring.protocol.RejectReason.UNKNOWN_INSTRUMENT;
import static io.bullring.protocol.RejectReason.VALUE_OUT_OF_RANGE;

import io.bullring.core.event.EventSink;
import io.bullring.core.market.Feed;
import io.bullring.core.market.Instrument;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.ReportTradeDecoder;
import io.bullring.protocol.Side;
import io.bullring.protocol.UpdatePriceDecoder;

/** Takes what feeds say, and the time: RULES.md section 6. Engine thread only. */
final class PriceDesk {
    private final VenueState venue;
    private final DueWork dueWork;
    private final Rejection rejection;
    private final EventSink events;

    PriceDesk(VenueState venue, DueWork dueWork, Rejection rejection, EventSink events) {
        this.venue = venue;
        this.dueWork = dueWork;
        this.rejection = rejection;
        this.events = events;
    }

    void updatePrice(UpdatePriceDecoder command, long nowNs) {
        Instrument instrument = venue.instruments.byId(command.instrumentId());
        boolean isInRange = command.lowE8() > 0
                && command.lowE8() <= command.lastE8()
                && command.lastE8() <= command.highE8()
                && command.volumeE8() >= 0
                && command.tradeCount() >= 1;
        if (isTaken(instrument, isInRange)) {
            price(
                    instrument,
                    command.tradeCount(),
                    command.lastE8(),
                    command.lowE8(),
                    command.highE8(),
                    command.volumeE8(),
                    command.tradeTimeNs(),
                    command.tradeId(),
                    nowNs);
        }
    }

    void reportTrade(ReportTradeDecoder command, long nowNs) {
        Instrument instrument = venue.instruments.byId(command.instrumentId());
        long priceE8 = command.priceE8();
        boolean isInRange =
                priceE8 > 0 && command.quantityE8() >= 0 && command.takerSideRaw() <= Side.SELL.value();
        if (isTaken(instrument, isInRange)) {
            events.tradeReported(instrument.id(), command.takerSide(), command.tradeId());
            price(
                    instrument,
                    1,
                    priceE8,
                    priceE8,
                    priceE8,
                    command.quantityE8(),
                    command.tradeTimeNs(),
                    command.tradeId(),
                    nowNs);
        }
    }

    /** Whether what a feed brings can be taken; says why not. */
    private boolean isTaken(Instrument instrument, boolean isInRange) {
        RejectReason refusal = refusal(instrument, isInRange);
        if (refusal != null) {
            rejection.because(refusal);
            Rejections.send(events, rejection, 0, 0, instrument == null ? 0 : instrument.id());
        }
        return refusal == null;
    }

    private static RejectReason refusal(Instrument instrument, boolean isInRange) {
        if (instrument == null) {
            return UNKNOWN_INSTRUMENT;
        }
        if (!isInRange) {
            return VALUE_OUT_OF_RANGE;
        }
        return instrument.feed().isUp() ? null : FEED_DOWN;
    }

    private void price(
            Instrument instrument,
            int tradeCount,
            long lastE8,
            long lowE8,
            long highE8,
            long volumeE8,
            long tradeTimeNs,
            long tradeId,
            long nowNs) {
        instrument.price(lastE8, volumeE8, nowNs);
        instrument.trade(tradeTimeNs, tradeId);
        events.priceUpdated(
                instrument.id(), tradeCount, lastE8, lowE8, highE8, volumeE8, tradeTimeNs, tradeId);
        venue.books.fire(instrument, lowE8, highE8);
        dueWork.workOffFired(nowNs);
    }

    void feedStatus(FeedStatusDecoder command, long nowNs) {
        Feed feed = venue.instruments.feed(command.feedId());
        boolean isKnown = isKnownState(command.stateRaw()) && isKnownReason(command.reasonRaw());
        if (feed == null || !isKnown) {
            rejection.because(feed == null ? UNKNOWN_FEED : VALUE_OUT_OF_RANGE);
            Rejections.send(events, rejection, 0, 0, 0);
        } else if (command.state() == FeedState.UP) {
            comeUp(feed, command.reason(), nowNs);
        } else {
            goDown(feed, command.reason(), nowNs);
        }
    }

    private void comeUp(Feed feed, FeedReason reason, long nowNs) {
        if (feed.isUp()) {
            feed.heard(nowNs);
            return;
        }
        feed.comeUp(reason, nowNs);
        events.feedChanged(feed.id(), FeedState.UP, reason);
    }

    private void goDown(Feed feed, FeedReason reason, long nowNs) {
        if (!feed.isUp()) {
            return;
        }
        feed.goDown(reason, nowNs);
        events.feedChanged(feed.id(), FeedState.DOWN, reason);
        if (reason == FeedReason.SESSION_END) {
            feed.endSession(venue.orderIds.last());
            for (int id = 1; id <= venue.instruments.count(); id++) {
                Instrument instrument = venue.instruments.byId(id);
                if (instrument.feed().id() == feed.id()) {
                    venue.books.cancelAll(instrument);
                }
            }
            dueWork.workOffFired(nowNs);
        }
    }

    void advanceTime(long nowNs) {
        DueInstruments queue = venue.books.due();
        for (int left = queue.count(); left > 0; left--) {
            Instrument due = queue.poll();
            if (due.mayFire(nowNs, venue.rules.priceMaxAgeNs())) {
                venue.books.fire(due, due.lastE8(), due.lastE8());
            } else {
                queue.add(due); // a stale price, or one of a halted instrument, is not evaluated, and not forgotten
            }
        }
        dueWork.workOffFired(nowNs);
    }

    private static boolean isKnownState(short code) {
        return code >= FeedState.DOWN.value() && code <= FeedState.UP.value();
    }

    private static boolean isKnownReason(short code) {
        return code >= FeedReason.CONNECTED.value() && code <= FeedReason.SESSION_END.value();
    }
}
