package io.bullring.gateway.feed.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.bullring.core.e8.E8;
import io.bullring.gateway.feed.FeedInstrument;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Whatever comes in the place of the exchange's messages and answers, it is read as the exchange documents it, or is damage that says why. */
final class ExchangeFuzzTest {
    private static final long MILLI_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final BinanceConfig CONFIG = new BinanceConfig(
            List.of("BTCUSDT"), URI.create("wss://localhost"), URI.create("https://localhost"),
            BinanceConfig.Timing.USUAL,
            1);

    private interface Reading {
        void read(String text) throws FrameDamage;
    }

    /** What was read, written as the exchange would, is read as the same. */
    @FuzzTest
    void frames(byte[] bytes) {
        readOrDamage(bytes, text -> {
            Frame frame = FrameReader.read(text);
            assertThat(frame.symbol()).isNotNull();
            switch (frame) {
                case Frame.OfTrade of -> {
                    checkTrade(of.trade());
                    assertThat(FrameReader.read(written(of))).isEqualTo(of);
                }
                case Frame.OfTop of -> assertThat(FrameReader.read(written(of))).isEqualTo(of);
                case Frame.OfDepth of -> {
                    assertThat(of.diff().firstId()).isBetween(0L, of.diff().lastId());
                    checkLevels(of.diff().bids());
                    checkLevels(of.diff().asks());
                }
                case Frame.OfDay of -> assertThat(of.lastE8()).isPositive();
                case Frame.Other of -> {}
            }
        });
    }

    @FuzzTest
    void klines(byte[] bytes) {
        readOrDamage(bytes, text -> {
            for (CandleInterval interval : CandleInterval.ALL) {
                long beforeNs = 0;
                for (Candle candle : KlineAnswer.read(ExchangeJson.parse(text), interval)) {
                    assertThat(candle.openNs()).isGreaterThan(beforeNs).isEqualTo(interval.openNs(candle.openNs()));
                    assertThat(candle.lowE8()).isPositive();
                    assertThat(candle.openE8()).isBetween(candle.lowE8(), candle.highE8());
                    assertThat(candle.closeE8()).isBetween(candle.lowE8(), candle.highE8());
                    assertThat(candle.volumeE8().high()).isNotNegative();
                    assertThat(candle.tradeCount()).isPositive();
                    beforeNs = candle.openNs();
                }
            }
        });
    }

    @FuzzTest
    void snapshots(byte[] bytes) {
        readOrDamage(bytes, text -> {
            DepthSnapshot snapshot = Exchange.readSnapshot(ExchangeJson.parse(text));
            assertThat(snapshot.lastId()).isNotNegative();
            checkLevels(snapshot.bids());
            checkLevels(snapshot.asks());
        });
    }

    @FuzzTest
    void trades(byte[] bytes) {
        readOrDamage(bytes, text -> {
            long beforeId = -1;
            for (MarketTrade trade : Exchange.readTrades(ExchangeJson.parse(text))) {
                checkTrade(trade);
                assertThat(trade.id()).isGreaterThan(beforeId);
                beforeId = trade.id();
            }
        });
    }

    /** The first line is what the exchange says of its symbols, what follows what it says of their day. */
    @FuzzTest
    void instruments(byte[] bytes) {
        readOrDamage(bytes, text -> {
            int end = text.indexOf('\n');
            List<FeedInstrument> read =
                    InstrumentList.read(ExchangeJson.parse(end < 0 ? text : text.substring(0, end)), CONFIG);
            assertThat(InstrumentList.volumesE8(ExchangeJson.parse(end < 0 ? "[]" : text.substring(end))).values())
                    .allMatch(volumeE8 -> volumeE8 >= 0);
            assertThat(read).singleElement().satisfies(instrument -> {
                assertThat(instrument.terms().symbol()).isEqualTo("BTCUSDT");
                assertThat(List.of(
                        instrument.terms().minQuantityE8(), instrument.terms().maxQuantityE8(),
                        instrument.terms().stepSizeE8(), instrument.terms().minNotionalE8()))
                        .allMatch(amountE8 -> amountE8 >= 0);
            });
        });
    }

    private static void readOrDamage(byte[] bytes, Reading reading) {
        try {
            reading.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (FrameDamage damage) {
            assertThat(damage.getMessage()).isNotBlank();
        }
    }

    private static void checkTrade(MarketTrade trade) {
        assertThat(trade.id()).isNotNegative();
        assertThat(trade.priceE8()).isPositive();
        assertThat(trade.quantityE8()).isPositive();
        assertThat(trade.timeNs()).isPositive();
    }

    private static void checkLevels(Levels levels) {
        for (int i = 0; i < levels.size(); i++) {
            assertThat(levels.priceE8(i)).isPositive();
            assertThat(levels.quantityE8(i)).isNotNegative();
        }
    }

    private static String written(Frame.OfTrade of) {
        MarketTrade trade = of.trade();
        return String.format(
                Locale.ROOT,
                "{\"stream\":\"x@trade\",\"data\":{\"s\":%s,\"t\":%d,\"p\":\"%s\",\"q\":\"%s\",\"T\":%d%s}}",
                quoted(of.symbol()),
                trade.id(),
                decimal(trade.priceE8()),
                decimal(trade.quantityE8()),
                trade.timeNs() / MILLI_NS,
                trade.takerSide() == null ? "" : ",\"m\":" + (trade.takerSide() == Side.SELL));
    }

    private static String written(Frame.OfTop of) {
        BookTop top = of.top();
        return String.format(
                Locale.ROOT,
                "{\"stream\":\"x@bookTicker\",\"data\":{\"s\":%s,\"u\":%d,\"b\":\"%s\",\"B\":\"%s\",\"a\":\"%s\",\"A\":\"%s\"}}",
                quoted(of.symbol()),
                top.updateId(),
                decimal(top.bidE8()),
                decimal(top.bidQuantityE8()),
                decimal(top.askE8()),
                decimal(top.askQuantityE8()));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static String decimal(long valueE8) {
        return BigDecimal.valueOf(valueE8).divide(BigDecimal.valueOf(E8.ONE)).toPlainString();
    }
}
