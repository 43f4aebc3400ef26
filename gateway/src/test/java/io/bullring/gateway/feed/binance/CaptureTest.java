package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.core.port.CommandGate;
import io.bullring.gateway.feed.FeedLine;
import io.bullring.gateway.feed.Recording;
import io.bullring.gateway.reply.ReplyConfig;
import io.bullring.gateway.reply.TestGate;
import io.bullring.protocol.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Eleven minutes of BTCUSDT as they were recorded over midnight, 99,574 messages, compared with folds that know none of our classes. */
final class CaptureTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestGate gate = new TestGate(ReplyConfig.defaults());
    private final FeedLine line = new FeedLine(gate, 2, 256);

    @BeforeEach
    void connect() {
        Captures.assumeThere();
        gate.answerAtOnce(true);
    }

    @Test
    void shouldHaveTheExchangesOwnTopWheneverItSpeaksOfTheSameUpdate() throws Exception {
        Map<Long, BookTop> tops = new HashMap<>();
        for (String message : Captures.messages()) {
            if (message.contains("@bookTicker")
                    && FrameReader.read(message) instanceof Frame.OfTop of) {
                tops.put(of.top().updateId(), of.top());
            }
        }
        NaiveBook naive = new NaiveBook();
        List<Long> asked = new ArrayList<>();
        DepthFollower follower =
                new DepthFollower(asked::add, depth -> {}, new Backoff(1, 1, new Random(1)), Long.MAX_VALUE);
        int compared = 0;
        for (String message : Captures.messages()) {
            if (message.startsWith("{\"lastUpdateId\"")) {
                naive.load(JSON.readTree(message));
            } else if (FrameReader.read(message) instanceof Frame.OfDepth of) {
                naive.apply(JSON.readTree(message).path("data"));
                follower.onDiff(of.diff());
                follower.step(0);
                if (!asked.isEmpty() && naive.isLoaded()) {
                    follower.onSnapshot(asked.removeFirst(), naive.snapshot());
                }
                BookTop top = tops.get(follower.book().lastId());
                if (follower.isFollowing() && top != null) {
                    assertTrue(follower.book().hasTop(top), top.toString());
                    compared++;
                }
                assertFalse(follower.book().isCrossed());
            }
        }
        assertEquals(1_072, compared);
        assertEquals(0, follower.restarts());
    }

    @Test
    void shouldSendEveryTradeAsItWas() throws Exception {
        List<MarketTrade> expected = trades();
        TradeSequence sequence = new TradeSequence("BTCUSDT", () -> {}, new PriceOutlet(line, 1));
        for (String message : Captures.messages()) {
            if (message.contains("@trade") && FrameReader.read(message) instanceof Frame.OfTrade of) {
                sequence.onTrade(of.trade(), 0);
                line.listen(0);
            }
        }

        assertEquals(19_904, expected.size());
        assertEquals(
                expected.stream()
                        .map(SentPrices::text)
                        .toList(),
                SentPrices.of(gate));
    }

    @Test
    void shouldRecordWhoTookInEachTrade() throws Exception {
        Recording recording = RecordingFiles.read(Captures.FILES, "BTCUSDT");

        assertEquals(
                trades().stream().map(MarketTrade::takerSide).toList(),
                IntStream.rangeClosed(1, recording.size()).mapToObj(recording::takerSide).toList());
    }

    @Test
    void shouldMakeTheSameCandlesWhateverComesTogetherUnderPressure() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TradeSequence sequence = new TradeSequence("BTCUSDT", () -> {}, new PriceOutlet(line, 1));
        for (MarketTrade trade : trades()) {
            if (random.nextInt(20) == 0) {
                gate.say(random.nextInt(3) == 0 ? CommandGate.TAKEN : CommandGate.PRESSURE);
            }
            sequence.onTrade(trade, 0);
            line.listen(0);
        }
        gate.say(CommandGate.TAKEN);
        sequence.step(0);

        Map<Long, String> expected = new TreeMap<>();
        Map<Long, Candle> candles = new TreeMap<>();
        for (MarketTrade trade : trades()) {
            candles.computeIfAbsent(trade.timeNs() / MINUTE_NS, minute -> new Candle())
                    .add(trade.priceE8(), trade.priceE8(), trade.priceE8(), 1, trade.quantityE8());
        }
        candles.forEach((minute, candle) -> expected.put(minute, candle.toString()));
        Map<Long, Candle> sent = new TreeMap<>();
        for (String price : SentPrices.of(gate)) {
            String[] field = price.split(" x| @|\\.\\.| ");
            sent.computeIfAbsent(Long.parseLong(field[6]) / 60, minute -> new Candle())
                    .add(Long.parseLong(field[1]), Long.parseLong(field[2]), Long.parseLong(field[3]),
                            Integer.parseInt(field[4]), Long.parseLong(field[5]));
        }
        Map<Long, String> actual = new TreeMap<>();
        sent.forEach((minute, candle) -> actual.put(minute, candle.toString()));
        assertEquals(expected, actual, "seed " + seed);
        assertTrue(gate.taken().size() < 19_904, "nothing was brought together");
        assertEquals(19_904, line.counters().trades());
    }

    /** A minute as it is added up. */
    private static final class Candle {
        private long closeE8;
        private long lowE8 = Long.MAX_VALUE;
        private long highE8;
        private long count;
        private long volumeE8;

        void add(long lastE8, long low, long high, int trades, long volume) {
            closeE8 = lastE8;
            lowE8 = Math.min(lowE8, low);
            highE8 = Math.max(highE8, high);
            count += trades;
            volumeE8 += volume;
        }

        @Override
        public String toString() {
            return closeE8 + " " + lowE8 + ".." + highE8 + " x" + count + " " + volumeE8;
        }
    }

    private static List<MarketTrade> trades() throws IOException {
        List<MarketTrade> trades = new ArrayList<>();
        for (String message : Captures.messages()) {
            if (message.contains("btcusdt@trade")) {
                JsonNode data = JSON.readTree(message).path("data");
                trades.add(new MarketTrade(
                        data.path("t").longValue(),
                        e8(new BigDecimal(data.path("p").textValue())),
                        e8(new BigDecimal(data.path("q").textValue())),
                        data.path("T").longValue() * 1_000_000L,
                        data.path("m").booleanValue() ? Side.SELL : Side.BUY));
            }
        }
        return trades;
    }

    private static long e8(BigDecimal value) {
        return value.movePointRight(8).longValueExact();
    }
}
