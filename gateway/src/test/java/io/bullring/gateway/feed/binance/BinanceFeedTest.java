package io.bullring.gateway.feed.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.feed.FeedConnection;
import io.bullring.gateway.feed.ReplayConfig;
import io.bullring.gateway.feed.ReplayFeed;
import io.bullring.gateway.market.Depth;
import io.bullring.gateway.market.Trade;
import io.bullring.gateway.venue.FeedMismatch;
import io.bullring.gateway.venue.LocalVenue;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A venue that follows an exchange of this machine, over real sockets and threads. */
@Timeout(60)
final class BinanceFeedTest {
    private static final JournalConfig JOURNAL = new JournalConfig(1 << 20, 1_024, 0, Durability.PROCESS_CRASH);
    private static final long MS = 1_000_000L;
    private static final BinanceConfig.Timing QUICK = new BinanceConfig.Timing(
            5_000 * MS, 500 * MS, 1_500 * MS, 1_500 * MS, 1_500 * MS, 2_000 * MS, 10 * MS, 100 * MS, 3_600_000 * MS,
            200 * MS, 500 * MS, 10_000 * MS);
    private static final BinanceConfig.Timing RENEWING = new BinanceConfig.Timing(
            5_000 * MS, 500 * MS, 1_500 * MS, 1_500 * MS, 1_500 * MS, 2_000 * MS, 10 * MS, 100 * MS, 300 * MS, 200 * MS,
            500 * MS, 10_000 * MS);
    private static final int FEED = 2;
    private static final int SOME = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private TestExchange exchange;
    private LocalVenue venue;
    private volatile long wallAheadNs;

    @BeforeEach
    void openExchange() {
        exchange = new TestExchange();
    }

    @AfterEach
    void close() {
        if (venue != null) {
            venue.close();
        }
        exchange.close();
    }

    @ParameterizedTest
    @EnumSource(ExchangeFault.class)
    void shouldEndWithTheExchangesBookAndLastTradeAndHaveSentNoPriceThatWasNone(ExchangeFault fault) {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        long firstId = venue.market().price(1).tradeId();
        trade(SOME);
        awaitAgreement();

        fault.begin(exchange);
        trade(SOME);
        pauseFor(QUICK.silenceNs() / 4);
        trade(SOME);
        ExchangeFault.end(exchange);
        await(() -> {
            exchange.trade();
            pauseFor(10 * MS);
            return venue.market().price(1).tradeId() > exchange.tradeId() - 3;
        });
        awaitAgreement();

        assertPricesWereReal(firstId);
        assertEquals(FeedState.UP, venue.market().feed(FEED).state());
    }

    @Test
    void shouldAskForBoundsUntilItIsAnsweredAndThenDaily() {
        exchange.answerInfoWith(null);
        open(QUICK);
        assertEquals(new InstrumentTerms("BTCUSDT", FEED, true, 0, 0, 0, 0), venue.market().listing("BTCUSDT").terms());
        exchange.answerInfoWith("{\"symbols\":[" + TestExchange.info("BTCUSDT", "0.00001", "TRADING") + "]}");
        await(() -> venue.market().listing("BTCUSDT").terms().equals(terms("BTCUSDT", true)));
        exchange.answerInfoWith("{\"symbols\":[" + TestExchange.info("BTCUSDT", "0.00001", "BREAK") + "]}");
        await(() -> venue.market().listing("BTCUSDT").terms().equals(terms("BTCUSDT", false)));
        exchange.answerInfoWith("{\"symbols\":[" + TestExchange.info("BTCUSDT", "none", "TRADING") + "]}");
        pauseFor(3 * QUICK.listingNs());

        assertEquals(terms("BTCUSDT", false), venue.market().listing("BTCUSDT").terms());
        assertEquals(0, venue.health().feed().refused());
    }

    private static InstrumentTerms terms(String symbol, boolean active) {
        return new InstrumentTerms(symbol, FEED, active, 1_000, 900_000_000_000L, 2_000, 500_000_000);
    }

    @Test
    void shouldStartWithWhatItKnowsWhenTheExchangeDoesNotAnswerButNotWithASymbolThatItRefuses() {
        open(QUICK);
        venue.close();
        exchange.answerWith(503);
        open(QUICK);
        assertEquals(2_000, venue.market().listing("BTCUSDT").terms().stepSizeE8());
        exchange.answerWith(400);

        assertThrows(UncheckedIOException.class, () -> new BinanceFeed(exchange.config(QUICK), () -> 1).instruments());
    }

    @Test
    void shouldTellWhenTheMarketIsNotHeardAndComeBack() {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        exchange.deaf(true);
        exchange.dropAll();
        await(() -> !venue.market().feed(FEED).isUp());

        assertEquals(FeedReason.DISCONNECTED, venue.market().feed(FEED).reason());
        assertNull(venue.market().depth(1));
        await(() -> venue.health().connection().reconnects() >= 2);
        exchange.deaf(false);
        await(() -> venue.market().feed(FEED).isUp());
        await(() -> venue.health().connection().state() == FeedConnection.State.CONNECTED);
    }

    @Test
    void shouldTellHowLongTheMarketHasBeenSilentWhateverTheWallClockDoes() {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        exchange.onTheWay(message -> List.of());
        pauseFor(100 * MS); // what is on its way comes
        for (long jumpNs : new long[]{TimeUnit.HOURS.toNanos(5), TimeUnit.HOURS.toNanos(-5)}) {
            wallAheadNs = jumpNs;
            long beforeNs = venue.health().connection().silentNs();
            pauseFor(20 * MS);
            assertThat(venue.health().connection().silentNs())
                    .isBetween(beforeNs + 20 * MS, TimeUnit.MINUTES.toNanos(1));
        }
    }

    @Test
    void shouldTakeSilenceForTheEndOfAConnection() {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        exchange.onTheWay(message -> List.of());
        await(() -> !venue.market().feed(FEED).isUp());
        assertNull(venue.market().depth(1));
        exchange.onTheWay(List::of);
        exchange.trade();
        await(() -> venue.market().feed(FEED).isUp());

        exchange.trade();
        awaitAgreement();
    }

    /** What a connection may bring that tells nothing of what is followed. */
    enum Noise {
        GARBAGE(message -> "garbage"),
        ERRORS(message -> "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":null}"),
        FOREIGN(message -> message.replace("BTCUSDT", "XRPUSDT"));

        private final Function<String, String> made;

        Noise(Function<String, String> made) {
            this.made = made;
        }
    }

    @ParameterizedTest
    @EnumSource(Noise.class)
    void shouldTakeNoiseForSilenceHoweverMuchOfItComes(Noise noise) {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        exchange.onTheWay(message -> List.of(noise.made.apply(message)));
        await(() -> !venue.market().feed(FEED).isUp());
        await(() -> venue.health().connection().reconnects() >= 2);

        assertEquals(FeedReason.DISCONNECTED, venue.market().feed(FEED).reason());
        assertNull(venue.market().depth(1));
        assertTrue(venue.health().connection().damagedFrames() > 0);
        pauseFor(2 * QUICK.silenceNs());
        assertFalse(venue.market().feed(FEED).isUp());
        ExchangeFault.end(exchange);
        await(() -> venue.market().feed(FEED).isUp());
        exchange.trade();
        awaitAgreement();
    }

    @Test
    void shouldConnectAnewOnceWhenTradesComeNoMoreThoughTheExchangeTellsOfOtherPrices() {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        long upSinceNs = venue.market().feed(FEED).changedNs();
        pauseFor(2 * QUICK.silenceNs());
        assertEquals(upSinceNs, venue.market().feed(FEED).changedNs(), "a market in which nothing is traded is alive");
        exchange.onTheWay(message -> message.contains("@trade") ? List.of() : List.of(message));
        exchange.trade();
        await(() -> venue.market().feed(FEED).changedNs() > upSinceNs && venue.market().feed(FEED).isUp());

        pauseFor(2 * QUICK.silenceNs()); // without a trade there is no price that could be wrong
        assertEquals(1, venue.health().connection().reconnects());
        ExchangeFault.end(exchange);
        exchange.trade();
        awaitAgreement();
    }

    @Test
    void shouldShowNoBookThatIsNotUpdatedWhilePricesGoOn() {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        exchange.onTheWay(
                message -> message.contains("@depth") || message.contains("@bookTicker") ? List.of()
                        : List.of(message));
        await(() -> {
            exchange.trade();
            pauseFor(10 * MS);
            return venue.market().depth(1) == null;
        });

        assertTrue(venue.market().feed(FEED).isUp());
        ExchangeFault.end(exchange);
        exchange.trade();
        awaitAgreement();
    }

    @Test
    void shouldNotBelieveATradeThatIsDatedAheadOfTheClock() {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        exchange.onTheWay(dated(5_000));
        exchange.trade();
        awaitAgreement();
        assertEquals(0, venue.health().connection().damagedFrames());
        exchange.onTheWay(dated(15_000));
        exchange.trade();
        await(() -> venue.health().connection().damagedFrames() == 1);
        ExchangeFault.end(exchange);
        exchange.trade(); // behind it, so that the exchange is asked for what is missing
        awaitAgreement();

        await(() -> venue.health().connection().recoveredTrades() == 1); // told a little later than the trades
    }

    private static Function<String, List<String>> dated(long aheadMs) {
        return message -> List
                .of(message.replaceAll("\"T\":[0-9]+", "\"T\":" + (System.currentTimeMillis() + aheadMs)));
    }

    @Test
    void shouldRenewItsConnectionWithoutInterruptionAndWithoutARepeat() {
        open(RENEWING);
        exchange.trade();
        awaitAgreement();
        long firstId = venue.market().price(1).tradeId();
        long upSinceNs = venue.market().feed(FEED).changedNs();
        await(() -> {
            exchange.trade();
            pauseFor(5 * MS);
            return exchange.accepted() >= 4 && venue.health().connection().duplicates() > 0;
        });
        awaitAgreement();

        assertPricesWereReal(firstId);
        FeedConnection connection = venue.health().connection();
        assertEquals(0, connection.reconnects());
        assertEquals(0, connection.lostTrades());
        assertEquals(0, connection.bookRestarts());
        assertEquals(upSinceNs, venue.market().feed(FEED).changedNs());
    }

    @Test
    void shouldFetchWhatWasTradedWhileTheConnectionWasLost() {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        long firstId = venue.market().price(1).tradeId();
        exchange.deaf(true);
        exchange.dropAll();
        await(() -> !venue.market().feed(FEED).isUp());
        trade(SOME);
        exchange.deaf(false);
        await(() -> venue.market().feed(FEED).isUp());
        exchange.trade();
        awaitAgreement();

        assertPricesWereReal(firstId);
        await(() -> venue.health().connection().recoveredTrades() >= SOME); // told a little later than the trades
        assertEquals(0, venue.health().connection().lostTrades());
    }

    @Test
    void shouldFollowARecordedMarketOverTheSocket() throws IOException {
        Captures.assumeThere();
        NaiveBook book = new NaiveBook();
        exchange.answerDepthWith(book::json);
        open(QUICK);
        for (String message : Captures.messages()) {
            if (message.startsWith("{\"lastUpdateId\"")) {
                book.load(JSON.readTree(message));
                continue;
            }
            if (message.contains("@depth")) {
                book.apply(JSON.readTree(message).path("data"));
            }
            exchange.play(message);
        }
        await(() -> venue.health().connection().duplicates() + venue.health().feed().trades() >= 19_904);
        await(() -> venue.market().depth(1) != null && venue.market().depth(1).updateId() == book.snapshot().lastId());

        FeedConnection connection = venue.health().connection();
        assertEquals(List.of(0L, 0L, 0L),
                List.of(connection.lostTrades(), connection.gaps(), connection.damagedFrames()));
        assertEquals(19_904, venue.health().feed().trades());
        DepthSnapshot expected = book.snapshot();
        Depth depth = venue.market().depth(1);
        for (int i = 0; i < DepthBook.SHOWN; i++) {
            assertEquals(expected.bids().priceE8(i), depth.bids().priceE8(i));
            assertEquals(expected.bids().quantityE8(i), depth.bids().quantityE8(i));
            assertEquals(expected.asks().priceE8(i), depth.asks().priceE8(i));
            assertEquals(expected.asks().quantityE8(i), depth.asks().quantityE8(i));
        }
    }

    @Test
    void shouldMakeOutWhoTookWhereTheExchangeDoesNotSay() {
        open(QUICK);
        exchange.onTheWay(message -> List.of(message.replaceAll(",\"m\":(true|false)", "")));
        exchange.trade();
        awaitAgreement();
        ExchangeFault.end(exchange);
        exchange.trade();
        awaitAgreement();
        await(() -> venue.tape().trades(1, 2).size() == 2);

        assertEquals(List.of(false, true), venue.tape().trades(1, 2).stream().map(Trade::inferred).toList());
    }

    @Test
    void shouldSayFarewellAndShowNoBookAfterwards() {
        open(QUICK);
        exchange.trade();
        awaitAgreement();
        venue.close();

        assertEquals(FeedReason.STOPPED, venue.market().feed(FEED).reason());
        assertNull(venue.market().depth(1));
        await(() -> exchange.connected() == 0);
    }

    @Test
    void shouldNotPriceWhatAnotherKindOfFeedHasPriced() {
        LocalVenue replayed = LocalVenue.open(
                VenueConfig.local(directory).with(JOURNAL),
                new ReplayFeed(ReplayFeed.embedded(), ReplayConfig.bitcoin(1), () -> 1));
        replayed.close();

        assertThrows(FeedMismatch.class, () -> open(QUICK));
    }

    private void open(BinanceConfig.Timing timing) {
        venue = LocalVenue.open(
                VenueConfig.local(directory).with(JOURNAL),
                new BinanceFeed(
                        exchange.config(timing),
                        () -> wallAheadNs + TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())));
        await(() -> venue.market().feed(FEED) != null && venue.market().feed(FEED).isUp());
    }

    private void trade(int count) {
        for (int i = 0; i < count; i++) {
            exchange.trade();
        }
    }

    /** The venue has the exchange's last trade and its book; within the test's time. */
    private void awaitAgreement() {
        await(() -> venue.market().price(1) != null && venue.market().price(1).tradeId() == exchange.tradeId());
        await(() -> {
            Depth depth = venue.market().depth(1);
            return depth != null && depth.updateId() == exchange.updateId();
        });
        Depth depth = venue.market().depth(1);
        assertEquals(exchange.top(true), text(depth.bids()));
        assertEquals(exchange.top(false), text(depth.asks()));
    }

    /** Each price is that of the trade whose number it has, in order, and all trades are there that were not counted as lost. */
    private void assertPricesWereReal(long firstId) {
        await(() -> !venue.tape().trades(1, 1).isEmpty()
                && venue.tape().trades(1, 1).getFirst().tradeId() == exchange.tradeId());
        List<Trade> trades = new ArrayList<>(venue.tape().trades(1, 1_000)).reversed();
        long beforeId = firstId - 1;
        long count = 0;
        for (Trade trade : trades) {
            assertTrue(trade.tradeId() > beforeId, "out of order: " + trade);
            assertEquals(TestExchange.priceOf(trade.tradeId()).movePointRight(8).longValueExact(), trade.priceE8());
            assertEquals(trade.count() * 1_000_000L, trade.quantityE8());
            assertEquals(trade.count() > 1, trade.inferred(), "who took is told of each trade alone: " + trade);
            assertTrue(trade.inferred() || trade.byBuyer() != TestExchange.isBuyerMaker(trade.tradeId()),
                    trade::toString);
            beforeId = trade.tradeId();
            count += trade.count();
        }
        long lost = venue.health().connection().lostTrades();
        assertEquals(exchange.tradeId() - firstId + 1, count + lost, venue.health().connection().toString());
        assertEquals(0, venue.health().feed().refused());
    }

    private static String text(Depth.Side side) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < side.size(); i++) {
            text.append(i == 0 ? "" : " ").append(side.priceE8(i)).append(':').append(side.quantityE8(i));
        }
        return text.toString();
    }

    /** Ends when the test's time is over. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertFalse(Thread.currentThread().isInterrupted(), "it did not come to that");
            pauseFor(100_000);
        }
    }

    private static void pauseFor(long pauseNs) {
        LockSupport.parkNanos(pauseNs);
    }
}
