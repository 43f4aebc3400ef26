package io.bullring.core.model;

import static io.bullring.core.model.Amounts.of;
import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.UpdatePriceDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Feeds, prices, and what they fire: RULES.md section 6. */
final class ModelPrices {
    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelEvents events;

    ModelPrices(ModelVenue venue, EventSink sink, ModelEvents events) {
        this.venue = venue;
        this.sink = sink;
        this.events = events;
    }

    void feedStatus(FeedStatusDecoder command, long nowNs) {
        ModelFeed feed = venue.feeds.get(command.feedId());
        unless(feed != null, RejectReason.UNKNOWN_FEED);
        unless(
                command.stateRaw() <= FeedState.UP.value() && command.reasonRaw() <= FeedReason.SESSION_END.value(),
                RejectReason.VALUE_OUT_OF_RANGE);

        boolean comesUp = command.state() == FeedState.UP;
        boolean changes = comesUp != feed.up;
        if (comesUp) {
            feed.lastMessageNs = nowNs;
        }
        if (changes) {
            feed.up = comesUp;
            sink.feedChanged(feed.id, command.state(), command.reason());
        }
        if (changes && comesUp) {
            instrumentsOf(feed).forEach(instrument -> instrument.pricedSinceFeedUp = false);
        }
        if (changes && !comesUp && command.reason() == FeedReason.SESSION_END) {
            feed.sessionsEnded++;
            instrumentsOf(feed).forEach(instrument -> fire(instrument, null, order -> true));
        }
    }

    private List<ModelInstrument> instrumentsOf(ModelFeed feed) {
        return venue.instruments.stream()
                .filter(instrument -> instrument.feed == feed)
                .toList();
    }

    void updatePrice(UpdatePriceDecoder command, long nowNs) {
        ModelInstrument instrument = venue.instrument(command.instrumentId());
        unless(instrument != null, RejectReason.UNKNOWN_INSTRUMENT);
        try {
            unless(isInRange(command), RejectReason.VALUE_OUT_OF_RANGE);
            unless(instrument.feed.up, RejectReason.FEED_DOWN);
        } catch (Refusal refusal) {
            events.rejected(0, 0, instrument.id, refusal);
            return;
        }

        instrument.last = of(command.lastE8());
        instrument.pricedSinceFeedUp = true;
        instrument.traded(of(command.volumeE8()), nowNs);
        instrument.feed.lastMessageNs = nowNs;
        sink.priceUpdated(
                instrument.id,
                command.tradeCount(),
                command.lastE8(),
                command.lowE8(),
                command.highE8(),
                command.volumeE8(),
                command.tradeTimeNs(),
                command.tradeId());
        BigDecimal low = of(command.lowE8());
        BigDecimal high = of(command.highE8());
        evaluate(instrument, low, high);
    }

    /** What this range of prices fires is fired. */
    void evaluate(ModelInstrument instrument, BigDecimal low, BigDecimal high) {
        if (!instrument.halted) {
            fire(instrument, instrument.last, order -> order.firesIn(low, high));
            venue.due.remove(instrument);
        }
    }

    private static boolean isInRange(UpdatePriceDecoder command) {
        return command.lowE8() > 0
                && command.lowE8() <= command.lastE8()
                && command.lastE8() <= command.highE8()
                && command.volumeE8() >= 0
                && command.tradeCount() >= 1;
    }

    void advanceTime(long nowNs) {
        for (ModelInstrument instrument : List.copyOf(venue.due)) {
            if (isFresh(instrument, nowNs)) {
                evaluate(instrument, instrument.last, instrument.last);
            }
        }
    }

    void fire(ModelInstrument instrument, BigDecimal last, Predicate<ModelOrder> condition) {
        List<ModelOrder> fired = new ArrayList<>();
        for (ModelOrder order : venue.openOrders.values()) {
            if (order.instrument == instrument && !order.fired && !order.waiting && !order.isInBook()
                    && condition.test(order)) {
                order.fired = true;
                fired.add(order);
            }
        }
        if (!fired.isEmpty()) {
            venue.groups.add(new ModelGroup(last, fired));
        }
    }

    private boolean isFresh(ModelInstrument instrument, long nowNs) {
        try {
            requireFresh(instrument, nowNs);
            return true;
        } catch (Refusal stale) {
            return false;
        }
    }

    void requireFresh(ModelInstrument instrument, long nowNs) {
        if (instrument.isBook()) {
            return;
        }
        long maxAgeNs = venue.rules.priceMaxAgeNs();
        long ageNs = nowNs - instrument.feed.lastMessageNs;
        unless(instrument.last != null, RejectReason.PRICE_UNAVAILABLE);
        unless(maxAgeNs == 0 || instrument.pricedSinceFeedUp, RejectReason.PRICE_UNAVAILABLE);
        unless(maxAgeNs == 0 || ageNs <= maxAgeNs, RejectReason.PRICE_STALE, ageNs, maxAgeNs);
    }
}
