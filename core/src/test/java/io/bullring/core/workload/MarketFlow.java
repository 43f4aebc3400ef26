package io.bullring.core.workload;

import io.bullring.core.model.ModelInstrument;
import io.bullring.core.model.ModelVenue;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.FeedStatusEncoder;
import io.bullring.protocol.ReportTradeEncoder;
import io.bullring.protocol.Side;
import java.math.BigInteger;

/**
 * Prices and feeds of a hostile venue. Most prices move a little and find their way home; some leap, some sweep a range
 * that fires whatever rests in it, and those of two wild instruments go anywhere between 10^-8 and 9.2 × 10^10.
 */
final class MarketFlow {
    private static final long ONE_E8 = 100_000_000L;
    private static final FeedReason[] DOWN_REASONS = {
        FeedReason.DISCONNECTED, FeedReason.DISCONNECTED, FeedReason.STOPPED, FeedReason.SESSION_END
    };

    private final SplitMix64 random;
    private final CommandFactory command;
    private final ModelVenue venue;

    MarketFlow(SplitMix64 random, CommandFactory command, ModelVenue venue) {
        this.random = random;
        this.command = command;
        this.venue = venue;
    }

    /** A price; now and then of an instrument whose feed is down. */
    void price() {
        ModelInstrument instrument = anyInstrument();
        if (instrument == null) {
            command.updatePrice(1, ONE_E8, ONE_E8);
            return;
        }
        if (!instrument.isFeedUp() && random.chance(700)) {
            command.feedStatus(instrument.feedId(), FeedState.UP, FeedReason.CONNECTED);
            return;
        }
        long lastE8 = next(instrument);
        if (random.chance(300)) {
            trade(instrument, lastE8);
            return;
        }
        long lowE8 = lastE8 - reach(lastE8);
        long highE8 = lastE8 + Math.min(reach(lastE8), Long.MAX_VALUE - lastE8);
        command.updatePrice(
                instrument.id(),
                lastE8,
                Math.max(1, lowE8),
                highE8,
                volumeE8(),
                1 + random.below(50),
                random.nextLong() >>> 2,
                random.nextLong() >>> 2);
    }

    private void trade(ModelInstrument instrument, long priceE8) {
        command.reportTrade(
                instrument.id(),
                random.chance(500) ? Side.BUY : Side.SELL,
                priceE8,
                volumeE8(),
                random.nextLong() >>> 2,
                random.nextLong() >>> 2);
    }

    private long volumeE8() {
        return random.any(0, 1, ONE_E8, 37 * ONE_E8, 500_000 * ONE_E8, random.chance(20) ? Long.MAX_VALUE : 5);
    }

    /** Any of the instruments; null when there is none. */
    ModelInstrument anyInstrument() {
        int count = venue.instruments().size();
        return count == 0 ? null : venue.instrument(1 + Math.min(random.below(count), random.below(count)));
    }

    private long next(ModelInstrument instrument) {
        long homeE8 = VenueFlow.homeE8(instrument);
        long lastE8 = instrument.lastE8() == 0 ? homeE8 : instrument.lastE8();
        if (VenueFlow.isWild(instrument)) {
            return random.chance(100) ? random.magnitude(1, Long.MAX_VALUE) : moved(lastE8, 50_000);
        }
        if (random.chance(2)) {
            return random.any(1, Long.MAX_VALUE, 2);
        }
        if (lastE8 > 4 * homeE8 || lastE8 < homeE8 / 4) {
            return homeE8;
        }
        return moved(lastE8, (int) random.any(0, 10, 100, 100, 1_000, 20_000));
    }

    /** The price, moved by at most so many millionths; at least 1. */
    private long moved(long priceE8, int millionths) {
        long by = random.between(-millionths, millionths);
        return BigInteger.valueOf(priceE8)
                .multiply(BigInteger.valueOf(1_000_000 + by))
                .divide(BigInteger.valueOf(1_000_000))
                .max(BigInteger.ONE)
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    private long reach(long priceE8) {
        return priceE8 / random.any(Long.MAX_VALUE, Long.MAX_VALUE, 10_000, 1_000, 100, 20, 4);
    }

    /** A price that must be refused. */
    void priceBroken() {
        int instrumentId = random.chance(800) ? 1 : HostileValues.id(random, venue.instruments().size());
        switch (random.below(6)) {
            case 0 -> command.updatePrice(instrumentId, HostileValues.amount(random), 1, 1, 1, 1, 1, 1);
            case 1 -> command.updatePrice(instrumentId, 100, 101, 102, 1, 1, 1, 1);
            case 2 -> command.updatePrice(instrumentId, 100, 99, 100, -1, 1, 1, 1);
            case 3 -> command.reportTrade(instrumentId, Side.BUY, HostileValues.amount(random), -1, 1, 1);
            case 4 -> {
                command.reportTrade(instrumentId, Side.SELL, 100, 1, 1, 1);
                command.overwriteByte(ReportTradeEncoder.takerSideEncodingOffset(), HostileValues.code(random));
            }
            default -> command.updatePrice(instrumentId, 100, 99, 100, 1, (int) random.any(0, -1), 1, 1);
        }
    }

    /** A feed that is alive, comes up, goes down, or starts over. */
    void feed() {
        ModelInstrument instrument = anyInstrument();
        int feedId = instrument == null ? 1 : instrument.feedId();
        boolean up = instrument == null || !instrument.isFeedUp() || random.chance(600);
        if (up && random.chance(950)) {
            command.feedStatus(feedId, FeedState.UP, FeedReason.CONNECTED);
        } else {
            command.feedStatus(feedId, FeedState.DOWN, DOWN_REASONS[random.below(DOWN_REASONS.length)]);
        }
    }

    /** A feed that nobody knows, or in a state that does not exist. */
    void feedBroken() {
        if (random.chance(500)) {
            command.feedStatus((int) random.any(0, -1, 4, 256), FeedState.UP, FeedReason.CONNECTED);
            return;
        }
        command.feedStatus((int) random.any(1, 2, 9), FeedState.UP, FeedReason.CONNECTED);
        int field = random.chance(500)
                ? FeedStatusEncoder.stateEncodingOffset()
                : FeedStatusEncoder.reasonEncodingOffset();
        command.overwriteByte(field, HostileValues.code(random));
    }
}
