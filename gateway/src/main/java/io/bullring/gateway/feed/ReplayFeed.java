package io.bullring.gateway.feed;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import io.bullring.gateway.reply.CallerSource;
import io.bullring.gateway.reply.VenueLate;
import io.bullring.gateway.reply.VenueSilent;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays recorded trades as if they happened now, over and over, on the thread {@code bullring-feed}. A trade is due
 * when as much time has passed as then, divided by the speed; each goes in a command of its own. When the venue has no
 * room, or playing is late, the trades that are due are brought together in one command, which has their last, low,
 * high, volume and count; never over a minute's end.
 *
 * <pre>
 *  start ──► UP ──► prices ... ──► recording ends
 *            ▲                          │
 *            └──── DOWN session end ◄───┘
 *  close ──► DOWN stopped
 * </pre>
 *
 * Beside them the book is shown that was recorded with them, where there is one. Several instruments that were recorded together are played
 * together.
 *
 * A trade's number is its place in its instrument's recording, from 1. The venue's last prices say where the feed was, so that it
 * goes on from there after a restart; a last price that is not this recording's ends the session of the other.
 */
public final class ReplayFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayFeed.class);
    private static final String EMBEDDED = "/market/bitstamp_trades_from_20131125_usd.csv";
    private static final long DAY_SECONDS = 86_400;

    private final List<Part> parts;
    private final ReplayConfig config;
    private final LongSupplier wallClockNs;
    private volatile FeedLine line;
    private volatile boolean closing;
    private Thread thread;

    /** What is played of one instrument. */
    public record Part(InstrumentTerms terms, Recording recording, RecordedBook book) {}

    /** Of a recording without a book. */
    public ReplayFeed(Recording recording, ReplayConfig config, LongSupplier wallClockNs) {
        this(List.of(new Part(config.terms(), recording, RecordedBook.NONE)), config, wallClockNs);
    }

    /**
     * @param parts all of the feed that the configuration names, of one of them
     * @param wallClockNs nanoseconds since 1970, UTC
     */
    public ReplayFeed(List<Part> parts, ReplayConfig config, LongSupplier wallClockNs) {
        this.parts = List.copyOf(parts);
        this.config = config;
        this.wallClockNs = wallClockNs;
    }

    /** The recording that comes with the venue: 100,000 trades of bitcoin in 2013. */
    public static Recording embedded() {
        try (InputStream bytes = ReplayFeed.class.getResourceAsStream(EMBEDDED)) {
            if (bytes == null) {
                throw new IllegalStateException(EMBEDDED + " is not on the class path");
            }
            return RecordingReader.read(bytes, EMBEDDED);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + EMBEDDED, e);
        }
    }

    /** A day at this speed has as many days' volume, or as much of it as can be said. */
    @Override
    public List<FeedInstrument> instruments() {
        return parts.stream().map(part -> new FeedInstrument(part.terms(), volumeE8(part.recording()))).toList();
    }

    private long volumeE8(Recording recording) {
        long dayE8 = recording.volumeE8(DAY_SECONDS);
        return dayE8 > Long.MAX_VALUE / config.speed() ? Long.MAX_VALUE : dayE8 * config.speed();
    }

    @Override
    public void start(CallerSource callers, MarketBoard market) {
        line = new FeedLine(callers, config.terms().feedId(), config.maxInFlight());
        List<ReplayTrack> tracks = new ArrayList<>();
        List<Price> last = new ArrayList<>();
        for (Part part : parts) {
            int instrumentId = market.listing(part.terms().symbol()).instrumentId();
            last.add(market.price(instrumentId));
            tracks.add(new ReplayTrack(
                    part.recording(), part.book(), instrumentId, depth -> market.showDepth(instrumentId, depth)));
        }
        ReplayPlayer player = new ReplayPlayer(tracks, config, line, wallClockNs);
        thread = new Thread(() -> {
            run(player, last);
            tracks.forEach(ReplayTrack::close);
        }, "bullring-feed");
        thread.start();
    }

    @Override
    public FeedCounters counters() {
        FeedLine started = line;
        return started == null ? FeedCounters.NONE : started.counters();
    }

    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        closing = true;
        line.wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(ReplayPlayer player, List<Price> last) {
        try {
            player.goOn(last, System.nanoTime());
            while (!closing) {
                play(player);
            }
            line.say(FeedState.DOWN, FeedReason.STOPPED);
        } catch (VenueSilent e) {
            LOG.warn("the feed ends, its prices grow stale: {}", e.getMessage());
        } catch (InterruptedException e) {
            LOG.warn("the feed was interrupted and ends, its prices grow stale");
        } catch (RuntimeException | EngineFault e) {
            LOG.error("the feed ends, its prices grow stale", e);
        }
    }

    /** A venue that answers late will be asked again; one that takes nothing any more ends the feed. */
    private void play(ReplayPlayer player) throws InterruptedException {
        try {
            line.listen(player.step(System.nanoTime()));
        } catch (VenueLate e) {
            LOG.warn("the venue is late, the feed goes on: {}", e.getMessage());
        }
    }
}
