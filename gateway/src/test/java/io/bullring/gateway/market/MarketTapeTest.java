package io.bullring.gateway.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.event.EventTape;
import io.bullring.gateway.history.DiskHistoryStore;
import io.bullring.gateway.history.HistoryConfig;
import io.bullring.gateway.history.WideAmount;
import io.bullring.protocol.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarketTapeTest {
    private static final long NOON = 1_772_452_800_000_000_000L;
    private static final Listing BTC = new Listing(1, new InstrumentTerms("BTCUSDT", 1, true, 0, 0, 0, 0));

    @TempDir
    Path data;

    private final MarketTape tape = new MarketTape();
    private DiskHistoryStore history;

    @BeforeEach
    void open() {
        history = DiskHistoryStore.open(data.resolve("history"), HistoryConfig.defaults());
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void shouldKnowNothingOfAnInstrumentThatNeverTraded() {
        tape.begin(history, List.of(BTC), NOON);

        assertThat(tape.ticker(1, NOON)).isNull();
        assertThat(tape.ticker(2, NOON)).isNull();
        assertThat(tape.trades(1, 10)).isEmpty();
        assertThat(tape.trades(2, 10)).isEmpty();
    }

    @Test
    void shouldGoOnWithTheMinutesThatTheHistoryHas() {
        EventTape events = toHistoryAndTape();
        price(events, 1, 100, 2, NOON, 1); // replayed: only the history takes it
        tape.begin(history, List.of(BTC), NOON);
        price(events, 2, 110, 3, NOON + 1, 2);

        assertThat(tape.ticker(1, NOON + 2)).isEqualTo(
                new Ticker(NOON, 100, 110, 100, 110, WideAmount.of(5), WideAmount.of(530), 3, NOON + 1));
        assertThat(tape.trades(1, 10)).containsExactly(new Trade(2, 110, 3, 2, NOON + 1, true, true));
    }

    @Test
    void shouldCountATradeDatedAheadAsOfNowAndNotBeginWithOneThatTheHistoryKept() {
        EventTape events = toHistoryAndTape().at(NOON);
        long inFortyDays = NOON + 40 * 86_400_000_000_000L;
        events.command(sink -> sink.priceUpdated(1, 1, 90, 90, 90, 1, inFortyDays, 1)); // replayed
        tape.begin(history, List.of(BTC), NOON);
        assertThat(tape.ticker(1, NOON)).isNull();
        events.command(sink -> sink.priceUpdated(1, 1, 100, 100, 100, 2, inFortyDays, 2));
        price(events, 1, 110, 3, NOON + 1, 3);

        assertThat(tape.ticker(1, NOON + 2)).isEqualTo(
                new Ticker(NOON, 100, 110, 100, 110, WideAmount.of(5), WideAmount.of(530), 2, NOON + 1));
    }

    @Test
    void shouldGiveTheLastTradesNewestFirstAndForgetTheOldest() {
        EventTape events = listening();
        for (int i = 1; i <= TradeRing.SIZE + 5; i++) {
            price(events, 1, 100, 1, NOON + i, i);
        }

        assertThat(tape.trades(1, 2)).extracting(Trade::tradeId).containsExactly(1_005L, 1_004L);
        assertThat(tape.trades(1, 5_000)).hasSize(TradeRing.SIZE);
        assertThat(tape.trades(1, 5_000).getLast().tradeId()).isEqualTo(6);
        assertThat(tape.trades(1, 0)).isEmpty();
    }

    @Test
    void shouldTellFromThePriceWhoTook() {
        EventTape events = listening();
        long[] prices = {100, 100, 99, 99, 101, 101, 100};
        for (int i = 0; i < prices.length; i++) {
            price(events, 1, prices[i], 1, NOON + i, i);
        }

        assertThat(tape.trades(1, 10))
                .extracting(Trade::byBuyer)
                .containsExactly(false, true, true, false, false, true, true);
    }

    @Test
    void shouldTakeWhoTookFromTheFeedWhereItSaysSo() {
        EventTape events = listening().at(NOON);
        events.command(sink -> {
            sink.tradeReported(1, Side.SELL, 7);
            sink.priceUpdated(1, 1, 100, 100, 100, 2, NOON, 7);
        });
        price(events, 1, 100, 2, NOON, 8);
        price(events, 1, 101, 2, NOON, 9);
        events.command(sink -> {
            sink.tradeReported(1, Side.BUY, 10);
            sink.priceUpdated(1, 1, 100, 100, 100, 2, NOON, 10);
        });

        assertThat(tape.trades(1, 10)).containsExactly(
                new Trade(10, 100, 2, 1, NOON, true, false),
                new Trade(9, 101, 2, 1, NOON, true, true),
                new Trade(8, 100, 2, 1, NOON, false, true),
                new Trade(7, 100, 2, 1, NOON, false, false));
    }

    @Test
    void shouldTakeTheTradesOfABookOneByOneAndWhoTookFromThem() {
        EventTape events = listening().at(NOON);
        events.command(sink -> {
            EventTape.trade(sink, 1, 7, Side.SELL, 1, 100);
            EventTape.trade(sink, 1, 8, Side.SELL, 9, 1_000);
            sink.priceUpdated(1, 2, 1_000, 100, 1_000, 10, NOON, 8);
            sink.priceUpdated(2, 2, 1_000, 100, 1_000, 10, NOON, 8);
        });

        assertThat(tape.trades(1, 10)).containsExactly(
                new Trade(8, 1_000, 9, 1, NOON, false, false), new Trade(7, 100, 1, 1, NOON, false, false));
        assertThat(tape.ticker(1, NOON)).isEqualTo(
                new Ticker(NOON, 100, 1_000, 100, 1_000, WideAmount.of(10), WideAmount.of(9_100), 2, NOON));
        assertThat(tape.trades(2, 10))
                .as("of a feed nothing else is known")
                .containsExactly(new Trade(8, 1_000, 10, 2, NOON, true, true));
    }

    @Test
    void shouldGoOnWithTheTradesOfABookThatTheHistoryHas() {
        EventTape events = toHistoryAndTape().at(NOON).trader(1);
        for (int i = 1; i <= TradeRing.SIZE + 1; i++) {
            long fillId = i;
            events.command(sink -> EventTape.trade(sink, 1, fillId, Side.BUY, 1, 100)); // replayed
        }
        tape.begin(history, List.of(BTC), NOON);
        events.command(sink -> EventTape.trade(sink, 1, 5_000, Side.SELL, 2, 110));

        assertThat(tape.trades(1, 2)).containsExactly(
                new Trade(5_000, 110, 2, 1, NOON, false, false), new Trade(1_001, 100, 1, 1, NOON, true, false));
        assertThat(tape.trades(1, 5_000)).hasSize(TradeRing.SIZE);
        assertThat(tape.trades(1, 5_000).getLast().tradeId()).isEqualTo(3);
    }

    private EventTape listening() {
        tape.begin(history, List.of(BTC), NOON);
        return new EventTape(tape);
    }

    private static void price(EventTape events, int count, long price, long quantity, long timeNs, long tradeId) {
        events.at(timeNs).command(sink -> sink.priceUpdated(1, count, price, price, price, quantity, timeNs, tradeId));
    }

    private EventTape toHistoryAndTape() {
        return new EventTape((sequence, timeNs, source, id, buffer, offset, length, answerOffset) -> {
            history.onEvents(sequence, timeNs, source, id, buffer, offset, length, answerOffset);
            tape.onEvents(sequence, timeNs, source, id, buffer, offset, length, answerOffset);
            history.onBatchEnd();
        });
    }
}
