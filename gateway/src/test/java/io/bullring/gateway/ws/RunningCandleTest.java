package io.bullring.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.WideAmount;
import io.bullring.gateway.push.Tick;
import io.bullring.gateway.ws.Subscription.Dialect;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Candles of a minute; the history has for each the price of its last trade. Times in seconds. */
final class RunningCandleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECOND_NS = 1_000_000_000;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long NINE_O_CLOCK_NS = 29_000_000 * MINUTE_NS;
    private static final Channel CHANNEL = Channel.candles("BTCUSDT", "1m");

    private final Map<Long, Candle> history = new HashMap<>();
    private final ScriptedWebSocket client = new ScriptedWebSocket();
    private final RunningCandle candle =
            new RunningCandle(CHANNEL, history::get, SocketConfig.defaults(), 0);
    private long sequence;

    @BeforeEach
    void subscribe() {
        Socket socket = new Socket(
                client.asWebSocket(), client::cutOff, new Entitlement(1, 1, null, false), SocketConfig.defaults(),
                new SocketCounts(), 0);
        socket.subscribe(new Subscription(CHANNEL, Dialect.STRING));
        candle.add(socket);
    }

    @Test
    void shouldTellARunningCandleOnceASecondAtMost() {
        trade(1, 100);
        trade(1.5, 101);
        trade(1.9, 102);
        sweep(1.9);
        assertEquals(List.of("+0 100 running"), told());
        sweep(2.1);
        assertEquals(List.of("+0 100 running", "+0 102 running"), told());
        sweep(9);
        assertEquals(2, told().size(), "nothing has changed since");
    }

    @Test
    void shouldTellTheEndOfACandleOnceWhenATradeOfALaterOneComes() {
        trade(59, 100);
        trade(60, 101);
        trade(59.5, 99);
        assertEquals(List.of("+0 100 running", "+0 100 closed", "+1 101 running"), told());
    }

    @Test
    void shouldTellTheEndOfACandleWhenItsTimeHasPassed() {
        trade(59, 100);
        sweep(63.9);
        assertEquals(List.of("+0 100 running"), told());
        sweep(64);
        assertEquals(List.of("+0 100 running", "+0 100 closed"), told());
        sweep(65);
        assertEquals(2, told().size());
    }

    @Test
    void shouldNotTellTheEndBeforeTradesBehindAHoleMayHaveCome() {
        trade(58, 100);
        sweep(62.9); // three seconds after the last of the minute
        history.put(NINE_O_CLOCK_NS, history.get(NINE_O_CLOCK_NS)
                .with(
                        new Candle(NINE_O_CLOCK_NS, 101_00000000L, 101_00000000L, 101_00000000L, 101_00000000L,
                                WideAmount.of(1), 1,
                                NINE_O_CLOCK_NS + 59 * SECOND_NS, 2, NINE_O_CLOCK_NS + 59 * SECOND_NS, 2,
                                WideAmount.ZERO,
                                false)));
        sweep(64);
        assertEquals(List.of("+0 100 running", "+0 101 closed"), told());
    }

    @Test
    void shouldTellACandleWithoutATradeWithTheCloseBeforeIt() {
        trade(59, 100);
        sweep(64);
        sweep(124);
        assertEquals(List.of("+0 100 running", "+0 100 closed", "+1 100 closed"), told());
        assertEquals("0.00000000", last().path("volume").asText());
        trade(185, 90);
        assertEquals("+3 90 running", told().getLast());
        assertEquals("+2 100 closed", told().get(3));
    }

    @Test
    void shouldNotMeasureARecordingByOurTime() {
        look(5, 100, NINE_O_CLOCK_NS + 1_000_000 * MINUTE_NS);
        sweep(1_000_000);
        assertEquals(List.of("+0 100 running"), told());
    }

    @Test
    void shouldPassOverATradeOfATimeThatHasNotCome() {
        trade(1, 100);
        candle.onTick(dated(2, 7, 2 + 40 * 86_400), 2 * SECOND_NS, NINE_O_CLOCK_NS);
        trade(3, 101);
        assertEquals(List.of("+0 100 running", "+0 101 running"), told());
        candle.beginAt(dated(4, 7, 4 + 40 * 86_400), NINE_O_CLOCK_NS, NINE_O_CLOCK_NS);
        trade(61, 102);
        assertEquals("+1 102 running", told().getLast());
    }

    @Test
    void shouldGoByTheMachinesTimeWhereTheVenuesIsBehindIt() {
        trade(1, 100);
        double later = 2 * 3_600;
        Tick tick = dated(2, 101, later);
        candle.onTick(tick, 2 * SECOND_NS, tick.tradeTimeNs());
        assertEquals(121, told().size(), "120 candles have ended");
    }

    @Test
    void shouldLeaveOutTheRestOfALongGap() {
        trade(0, 100);
        trade(60.0 * 1_000_000, 101);
        List<String> told = told();
        assertEquals(1 + SocketConfig.defaults().maxEmptyCandles() + 1, told.size());
        assertEquals("+1000000 101 running", told.getLast());
    }

    @Test
    void shouldBeginWhereTheMarketIsWithoutTellingWhatWas() {
        trade(59, 100);
        Tick last = tick(59, 100, NINE_O_CLOCK_NS + 59 * SECOND_NS);
        RunningCandle late = new RunningCandle(CHANNEL, history::get, SocketConfig.defaults(), 0);
        ScriptedWebSocket other = new ScriptedWebSocket();
        Socket socket = new Socket(
                other.asWebSocket(), other::cutOff, new Entitlement(1, 1, null, false), SocketConfig.defaults(),
                new SocketCounts(), 0);
        socket.subscribe(new Subscription(CHANNEL, Dialect.OBJECT));
        late.beginAt(last, NINE_O_CLOCK_NS + 190 * SECOND_NS, NINE_O_CLOCK_NS);
        late.add(socket);
        late.sweep(190 * SECOND_NS, NINE_O_CLOCK_NS + 190 * SECOND_NS);
        assertEquals(List.of(), other.read);
        late.sweep(244 * SECOND_NS, NINE_O_CLOCK_NS + 244 * SECOND_NS);
        assertEquals(1, other.read.size());
    }

    private void trade(double seconds, long price) {
        look(seconds, price, NINE_O_CLOCK_NS + (long) (seconds * SECOND_NS));
    }

    private void look(double seconds, long price, long timeNs) {
        Tick tick = tick(seconds, price, timeNs);
        long openNs = tick.tradeTimeNs() - Math.floorMod(tick.tradeTimeNs(), MINUTE_NS);
        long priceE8 = tick.priceE8();
        history.put(openNs,
                new Candle(openNs, priceE8, priceE8, priceE8, priceE8, WideAmount.of(1), 1, openNs, 1, openNs, 1,
                        WideAmount.ZERO,
                        false));
        candle.onTick(tick, (long) (seconds * SECOND_NS), NINE_O_CLOCK_NS);
    }

    private Tick tick(double seconds, long price, long timeNs) {
        sequence++;
        return new Tick(
                sequence, 1, price * 100_000_000, 1, NINE_O_CLOCK_NS + (long) (seconds * SECOND_NS), sequence, timeNs,
                true, true);
    }

    /** Traded by the market's word at another second than when the venue took it. */
    private Tick dated(double seconds, long price, double tradeSeconds) {
        Tick tick = tick(seconds, price, NINE_O_CLOCK_NS + (long) (seconds * SECOND_NS));
        return new Tick(
                tick.sequence(), 1, tick.priceE8(), 1, NINE_O_CLOCK_NS + (long) (tradeSeconds * SECOND_NS),
                tick.tradeId(), tick.timeNs(), true, true);
    }

    private void sweep(double seconds) {
        long ns = (long) (seconds * SECOND_NS);
        candle.sweep(ns, NINE_O_CLOCK_NS + ns);
    }

    private JsonNode last() {
        return parsed(client.read.getLast());
    }

    /** Which minute, close, and whether it was the last word. */
    private List<String> told() {
        return client.read.stream().map(RunningCandleTest::parsed).map(message -> {
            long minute = (Instant.parse(message.path("time").asText()).getEpochSecond()
                    - NINE_O_CLOCK_NS / SECOND_NS) / 60;
            return "+" + minute + " " + message.path("close").asText().replace(".00000000", "")
                    + (message.path("is_closed").asBoolean() ? " closed" : " running");
        }).toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
