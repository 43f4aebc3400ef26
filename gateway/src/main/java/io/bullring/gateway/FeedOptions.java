package io.bullring.gateway;

import io.bullring.gateway.feed.Feed;
import io.bullring.gateway.feed.NoFeed;
import io.bullring.gateway.feed.RecordingDamage;
import io.bullring.gateway.feed.ReplayConfig;
import io.bullring.gateway.feed.ReplayFeed;
import io.bullring.gateway.feed.binance.BinanceConfig;
import io.bullring.gateway.feed.binance.BinanceFeed;
import io.bullring.gateway.feed.binance.RecordingFiles;
import io.bullring.gateway.venue.WallClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Where prices come from, and which. */
final class FeedOptions extends OptionGroup {
    private static final List<String> USUAL_SYMBOLS = List.of("BTCUSDT", "ETHUSDT");

    /** Where prices come from. */
    enum FeedKind {
        REPLAY,
        BINANCE,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--speed", paramLabel = "N", description = "How many times as fast as it was a recording is played.")
    private int speed = 60;

    @Option(names = "--feed", paramLabel = "FEED", description = {
        "Prices: replay (recorded trades), binance (its public live streams) or none."
    })
    private FeedKind feed = FeedKind.REPLAY;

    @Option(names = "--recording", paramLabel = "FILE", arity = "1..*", description = {
        "What to play with --feed replay, one file after the other: Binance's klines, captures of its streams, or trades as"
                + " timestamp,price,amount; packed or not. Without it, bitcoin's trades of November 2013."
    })
    private List<Path> recordings = List.of();

    @Option(names = "--symbols", paramLabel = "SYMBOLS", split = ",", description = {
        "What to follow with --feed binance: BTCUSDT and ETHUSDT unless given. With --recording, what it is of, or which of a capture's"
                + " symbols are played: BTCUSDT unless given."
    })
    private List<String> symbols = List.of();

    @Option(names = "--binance-streams", paramLabel = "URL", description = "Where Binance's streams are.")
    private URI binanceStreams = BinanceConfig.PUBLIC_STREAMS;

    @Option(names = "--binance-rest", paramLabel = "URL", description = "Where Binance answers requests.")
    private URI binanceRest = BinanceConfig.PUBLIC_REST;

    @Override
    void check() {
        requireIn("--speed", speed, 1, ReplayConfig.MAX_SPEED);
        if (feed != FeedKind.REPLAY && !recordings.isEmpty()) {
            throw refusal("--recording is played with --feed replay only");
        }
        if (recordings.contains(Path.of(""))) {
            throw refusal("--recording names no file");
        }
        binance();
    }

    /** Reads the recordings. */
    Feed feed() {
        return switch (feed) {
            case NONE -> new NoFeed();
            case BINANCE -> new BinanceFeed(binance(), WallClock::nowNs);
            case REPLAY -> replay();
        };
    }

    private Feed replay() {
        if (recordings.isEmpty()) {
            return new ReplayFeed(ReplayFeed.embedded(), ReplayConfig.bitcoin(speed), WallClock::nowNs);
        }
        List<String> played = played();
        try {
            if (played.size() > 1) {
                RecordingFiles.requireCaptures(recordings);
            }
            List<ReplayFeed.Part> parts = new ArrayList<>();
            for (String symbol : played) {
                parts.add(new ReplayFeed.Part(
                        ReplayConfig.of(symbol, speed).terms(), RecordingFiles.read(recordings, symbol),
                        RecordingFiles.book(recordings, symbol)));
            }
            return new ReplayFeed(parts, ReplayConfig.of(played.getFirst(), speed), WallClock::nowNs);
        } catch (RecordingDamage e) {
            throw refusal("--recording " + e.getMessage(), e);
        } catch (IOException e) {
            throw refusal("--recording cannot be read: " + e.getMessage(), e);
        }
    }

    private List<String> played() {
        List<String> followed = binance().symbols();
        return symbols.isEmpty() ? List.of(followed.getFirst()) : followed;
    }

    /** Venues that lose the exchange at the same moment do not come back at the same one: each has a seed of its own. */
    private BinanceConfig binance() {
        try {
            List<String> capitals =
                    (symbols.isEmpty() ? USUAL_SYMBOLS : symbols).stream()
                            .map(symbol -> symbol.strip().toUpperCase(Locale.ROOT))
                            .toList();
            return new BinanceConfig(
                    capitals, binanceStreams, binanceRest, BinanceConfig.Timing.USUAL, System.nanoTime());
        } catch (IllegalArgumentException e) {
            throw refusal(e.getMessage(), e);
        }
    }

    /** What is told at the start. */
    String text() {
        return switch (feed) {
            case NONE -> "no prices (--feed none)";
            case BINANCE -> String.join(", ", binance().symbols()) + ", live from Binance";
            case REPLAY -> replayText() + ", " + speed + " times as fast, over and over";
        };
    }

    private String replayText() {
        return recordings.isEmpty() ? "BTCUSDT, real trades of November 2013"
                : String.join(", ", played()) + ", recorded";
    }
}
