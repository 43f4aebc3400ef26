package io.bullring.core.model;

import static io.bullring.core.model.Amounts.of;
import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.ReportTradeDecoder;
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
        ModelInstrument instrument = taker(command.instrumentId(), isInRange(command));
        if (instrument != null) {
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
        boolean isKnownSide = command.takerSideRaw() == 0 || command.takerSideRaw() == 1;
        boolean isInRange = isKnownSide && command.priceE8() > 0 && command.quantityE8() >= 0;
        ModelInstrument instrument = taker(command.instrumentId(), isInRange);
        if (instrument != null) {
            sink.tradeReported(instrument.id, command.takerSide(), command.tradeId());
            price(
                    instrument,
                    1,
                    command.priceE8(),
                    command.priceE8(),
                    command.priceE8(),
                    command.quantityE8(),
                    command.tradeTimeNs(),
                    command.tradeId(),
                    nowNs);
        }
    }

    /** The instrument that takes the price, or null when it is refused. */
    private ModelInstrument taker(int instrumentId, boolean isInRange) {
        ModelInstrument instrument = venue.instrument(instrumentId);
        unless(instrument != null, RejectReason.UNKNOWN_INSTRUMENT);
        try {
            unless(isInRange, RejectReason.VALUE_OUT_OF_RANGE);
            unless(instrument.feed.up, RejectReason.FEED_DOWN);
            return instrument;
        } catch (Refusal refusal) {
            events.rejected(0, 0, instrument.id, refusal);
            return null;
        }
    }

    private void price(
            ModelInstrument instrument,
            int tradeCount,
            long lastE8,
            long lowE8,
            long highE8,
            long volumeE8,
            long tradeTimeNs,
            long tradeId,
            long nowNs) {
        instrument.last = of(lastE8);
        instrument.pricedSinceFeedUp = true;
        instrument.traded(of(volumeE8), nowNs);
        instrument.feed.lastMessageNs = nowNs;
        sink.priceUpdated(instrument.id, tradeCount, lastE8, lowE8, highE8, volumeE8, tradeTimeNs, tradeId);
        evaluate(instrument, of(lowE8), of(highE8));
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
