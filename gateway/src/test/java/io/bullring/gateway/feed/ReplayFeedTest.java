package io.bullring.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.gateway.feed.binance.RecordingFiles;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.OrderStatus;
import io.bullring.gateway.market.FeedView;
import io.bullring.gateway.market.Price;
import io.bullring.gateway.venue.LocalVenue;
import io.bullring.gateway.venue.TestBot;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Playing to a venue that runs, on its real threads. */
@Timeout(60)
final class ReplayFeedTest {
    /** The first agent of a venue. */
    private static final int ALICE = 1;

    private static final JournalConfig JOURNAL = new JournalConfig(1 << 20, 1_024, 0, Durability.PROCESS_CRASH);
    private static final long E8 = 100_000_000L;
    private static final long NEVER_ENDS = 1_000_000_000;

    @TempDir
    private Path directory;

    private LocalVenue venue;

    @AfterEach
    void close() {
        if (venue != null) {
            venue.close();
        }
    }

    @Test
    void shouldBringPricesWithTheTimeOfNow() {
        long beforeNs = wallClockNs();
        open(prices(3), 1);
        await(() -> venue.market().price(1) != null && venue.market().price(1).tradeId() == 3);

        Price price = venue.market().price(1);
        assertEquals(103 * E8, price.lastE8());
        assertTrue(price.tradeTimeNs() >= beforeNs && price.tradeTimeNs() <= wallClockNs());
        assertEquals(FeedState.UP, venue.market().feed(1).state());
        awaitTrades(3);
        assertEquals(3, venue.health().feed().trades());
    }

    @Test
    void shouldSayFarewellAndGoOnBehindTheLastTradeAfterARestart() {
        open(prices(3), 1);
        await(() -> venue.market().price(1) != null && venue.market().price(1).tradeId() == 3);
        venue.close();
        FeedView farewell = venue.market().feed(1);
        assertEquals(FeedState.DOWN, farewell.state());
        assertEquals(FeedReason.STOPPED, farewell.reason());

        open(prices(5), 1);
        await(() -> venue.market().price(1).tradeId() == 5);
        awaitTrades(2);
        assertEquals(2, venue.health().feed().trades());
    }

    @Test
    void shouldCancelOpenOrdersWhenTheRecordingStartsOver() {
        Recording recording = new Recording();
        recording.add(0, 100 * E8, E8);
        recording.add(2_000_000, 101 * E8, E8);
        open(recording, 1_000);
        await(() -> venue.market().price(1) != null);
        TestBot bot = new TestBot(venue);
        bot.openAccount("alice", "10000");
        long orderId = bot.buyLimit("1", "50");
        await(() -> isClosed(orderId));

        OrderRecord order = venue.history().order(ALICE, orderId);
        assertEquals(OrderStatus.CANCELLED, order.status());
        assertEquals(CancelReason.SESSION_END, order.cancelReason());
        await(() -> venue.market().feed(1).isUp() && venue.market().price(1).tradeId() == 1);
    }

    @Test
    void shouldFillALimitOrderWhenThePriceComesToIt() {
        Recording recording = new Recording();
        recording.add(0, 100 * E8, E8);
        recording.add(1_000_000, 90 * E8, E8);
        recording.add(NEVER_ENDS, 100 * E8, E8);
        open(recording, 1_000);
        await(() -> venue.market().price(1) != null);
        TestBot bot = new TestBot(venue);
        bot.openAccount("alice", "10000");
        long orderId = bot.buyLimit("1", "95");
        await(() -> isClosed(orderId));

        assertEquals(OrderStatus.FILLED, venue.history().order(ALICE, orderId).status());
    }

    @Test
    void shouldPlayTheEmbeddedRecordingFasterThanTheVenueMayWish() {
        open(ReplayFeed.embedded(), ReplayConfig.MAX_SPEED);
        await(() -> venue.health().feed().trades() > 20_000);

        FeedCounters counters = venue.health().feed();
        assertEquals(0, counters.refused());
        assertEquals(counters.trades(), counters.commands() + counters.conflated());
        assertTrue(venue.health().isHealthy());
    }

    @Test
    void shouldShowTheBookThatWasCapturedBesideTheTradesUntilItStops() throws IOException {
        Path capture = Files.writeString(directory.resolve("capture"), """
                1 {"lastUpdateId":10,"bids":[["99","1"]],"asks":[["101","3"]]}
                1 {"stream":"btcusdt@trade","data":{"s":"BTCUSDT","t":1,"p":"100","q":"1","T":1000}}
                1 {"stream":"btcusdt@depth@100ms","data":{"E":1100,"s":"BTCUSDT","U":11,"u":11,"b":[["99","5"]],"a":[]}}
                1 {"stream":"btcusdt@depth@100ms","data":{"E":90000000,"s":"BTCUSDT","U":12,"u":12,"b":[],"a":[]}}
                1 {"stream":"btcusdt@trade","data":{"s":"BTCUSDT","t":2,"p":"100","q":"1","T":90000000}}
                """);
        venue = LocalVenue.open(
                VenueConfig.local(directory.resolve("venue")).with(JOURNAL),
                new ReplayFeed(
                        List.of(part(capture, "BTCUSDT")),
                        ReplayConfig.bitcoin(1),
                        ReplayFeedTest::wallClockNs));
        await(() -> venue.market().depth(1) != null);

        assertEquals(5 * E8, venue.market().depth(1).bids().quantityE8(0));
        venue.close();
        assertNull(venue.market().depth(1));
    }

    @Test
    void shouldPlayAllSymbolsOfACaptureEachWithItsBook() throws IOException {
        Path capture = Files.writeString(directory.resolve("capture"),
                """
                        1 {"lastUpdateId":10,"bids":[["99","1"]],"asks":[["101","3"]]}
                        1 {"stream":"btcusdt@trade","data":{"s":"BTCUSDT","t":1,"p":"100","q":"1","T":1000}}
                        1 {"stream":"ethusdt@trade","data":{"s":"ETHUSDT","t":70,"p":"20","q":"1","T":1001}}
                        1 {"stream":"btcusdt@depth@100ms","data":{"E":1100,"s":"BTCUSDT","U":11,"u":11,"b":[["99","5"]],"a":[]}}
                        1 {"stream":"ethusdt@depth@100ms","data":{"E":1110,"s":"ETHUSDT","U":499,"u":499,"b":[],"a":[]}}
                        1 {"lastUpdateId":500,"bids":[["19","1"]],"asks":[["21","3"]]}
                        1 {"stream":"ethusdt@depth@100ms","data":{"E":1150,"s":"ETHUSDT","U":501,"u":501,"b":[["19","7"]],"a":[]}}
                        1 {"stream":"ethusdt@depth@100ms","data":{"E":90000000,"s":"ETHUSDT","U":502,"u":502,"b":[],"a":[]}}
                        1 {"stream":"btcusdt@depth@100ms","data":{"E":90000000,"s":"BTCUSDT","U":12,"u":12,"b":[],"a":[]}}
                        1 {"stream":"btcusdt@trade","data":{"s":"BTCUSDT","t":2,"p":"100","q":"1","T":90000000}}
                        1 {"stream":"ethusdt@trade","data":{"s":"ETHUSDT","t":71,"p":"20","q":"1","T":90000001}}
                        """);
        venue = LocalVenue.open(
                VenueConfig.local(directory.resolve("venue")).with(JOURNAL),
                new ReplayFeed(
                        List.of(part(capture, "BTCUSDT"), part(capture, "ETHUSDT")),
                        ReplayConfig.bitcoin(1),
                        ReplayFeedTest::wallClockNs));
        int btc = venue.market().listing("BTCUSDT").instrumentId();
        int eth = venue.market().listing("ETHUSDT").instrumentId();
        await(() -> venue.market().price(btc) != null && venue.market().price(eth) != null);
        await(() -> venue.market().depth(btc) != null && venue.market().depth(eth) != null);

        assertEquals(100 * E8, venue.market().price(btc).lastE8());
        assertEquals(20 * E8, venue.market().price(eth).lastE8());
        assertEquals(5 * E8, venue.market().depth(btc).bids().quantityE8(0));
        assertEquals(7 * E8, venue.market().depth(eth).bids().quantityE8(0));
    }

    private static ReplayFeed.Part part(Path capture, String symbol) throws IOException {
        return new ReplayFeed.Part(
                ReplayConfig.of(symbol, 1).terms(),
                RecordingFiles.read(List.of(capture), symbol),
                RecordingFiles.book(List.of(capture), symbol));
    }

    @Test
    void shouldSeedTheVolumeOfADayAtItsSpeed() {
        Recording recording = new Recording();
        recording.add(0, E8, 7 * E8);
        recording.add(10_000_000, E8, 2 * E8);
        recording.add(86_400_000, E8, 3 * E8);
        ReplayFeed feed = new ReplayFeed(recording, ReplayConfig.bitcoin(60), ReplayFeedTest::wallClockNs);

        assertEquals(300 * E8, feed.instruments().getFirst().volume24hE8());
    }

    @Test
    void shouldSeedNoMoreVolumeThanCanBeSaid() {
        Recording recording = new Recording();
        for (int i = 0; i < 3; i++) {
            recording.add(i, E8, Long.MAX_VALUE / 2);
        }
        ReplayFeed feed = new ReplayFeed(recording, ReplayConfig.bitcoin(1), ReplayFeedTest::wallClockNs);

        assertEquals(Long.MAX_VALUE, feed.instruments().getFirst().volume24hE8());
    }

    private void open(Recording recording, int speed) {
        venue = LocalVenue.open(
                VenueConfig.local(directory).with(JOURNAL),
                new ReplayFeed(recording, ReplayConfig.bitcoin(speed), ReplayFeedTest::wallClockNs));
    }

    /** Trades of one second, and one that is never reached. */
    private static Recording prices(int count) {
        Recording recording = new Recording();
        for (int place = 1; place <= count; place++) {
            recording.add(0, (100 + place) * E8, E8);
        }
        recording.add(NEVER_ENDS, E8, E8);
        return recording;
    }

    private boolean isClosed(long orderId) {
        OrderRecord order = venue.history().order(ALICE, orderId);
        return order != null && !order.status().isOpen();
    }

    /** A feed counts a trade after the gate took it: the market may show its price a moment before. */
    private void awaitTrades(long count) {
        await(() -> venue.health().feed().trades() >= count);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static long wallClockNs() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }
}
