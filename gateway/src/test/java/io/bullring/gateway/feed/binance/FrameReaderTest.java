package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.protocol.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameReaderTest {
    private static final String TRADE = "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723161255343,"
            + "\"s\":\"BTCUSDT\",\"t\":3735683259,\"p\":\"61837.63000000\",\"q\":\"0.02000000\",\"T\":1723161255342,"
            + "\"m\":true,\"M\":true}}";

    @Test
    void shouldReadATradeToTheLastDigit() throws FrameDamage {
        assertEquals(
                new Frame.OfTrade(
                        "BTCUSDT",
                        new MarketTrade(3_735_683_259L, 6_183_763_000_000L, 2_000_000L, 1_723_161_255_342_000_000L,
                                Side.SELL)),
                FrameReader.read(TRADE));
    }

    @Test
    void shouldReadTheLastTradesAsFarAsTheyCanBeReadButNoneOutOfOrder() throws FrameDamage {
        String row = "{\"id\":41,\"price\":\"5\",\"qty\":\"2\",\"time\":7}";
        String later = row.replace("41", "43");

        assertEquals(
                List.of(new MarketTrade(41, 500_000_000L, 200_000_000L, 7_000_000L, null),
                        new MarketTrade(43, 500_000_000L, 200_000_000L, 7_000_000L, null)),
                Exchange.readTrades(ExchangeJson.parse(
                        "[" + row + "," + row.replace("41", "42").replace("\"2\"", "\"0\"") + "," + later + "]")));
        assertThrows(
                FrameDamage.class,
                () -> Exchange.readTrades(ExchangeJson.parse("[" + later + "," + row + "]")));
    }

    @Test
    void shouldReadWhoTookFromWhetherTheBuyersOrderHadRested() throws FrameDamage {
        assertEquals(Side.BUY, takerSide("\"m\":false"));
        assertEquals(Side.SELL, takerSide("\"m\":true"));
        assertNull(takerSide("\"x\":true"), "a trade that does not say it");
    }

    private static Side takerSide(String said) throws FrameDamage {
        return ((Frame.OfTrade) FrameReader.read(TRADE.replace("\"m\":true", said))).trade().takerSide();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"m\":null", "\"m\":1", "\"m\":\"true\"", "\"m\":{}"})
    void shouldRefuseATradeThatSaysNeitherTrueNorFalse(String said) {
        assertThrows(FrameDamage.class, () -> takerSide(said));
    }

    @Test
    void shouldReadWhatChangedInTheBook() throws FrameDamage {
        Frame.OfDepth frame = assertInstanceOf(
                Frame.OfDepth.class,
                FrameReader.read("{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":5,"
                        + "\"s\":\"BTCUSDT\",\"U\":7,\"u\":9,\"b\":[[\"2.5\",\"0.00000000\"]],\"a\":[]}}"));

        assertEquals(7, frame.diff().firstId());
        assertEquals(9, frame.diff().lastId());
        assertEquals(250_000_000L, frame.diff().bids().priceE8(0));
        assertEquals(0, frame.diff().bids().quantityE8(0));
        assertEquals(0, frame.diff().asks().size());
    }

    @Test
    void shouldTakeOtherMessagesForASignOfLife() throws FrameDamage {
        assertEquals(
                new Frame.Other("BTCUSDT"),
                FrameReader.read("{\"stream\":\"btcusdt@ticker\",\"data\":{\"s\":\"BTCUSDT\",\"c\":\"1\"}}"));
    }

    @Test
    void shouldReadWhatTheLastTradesPriceWas() throws FrameDamage {
        assertEquals(
                new Frame.OfDay("BTCUSDT", 6_183_763_000_000L),
                FrameReader.read(
                        "{\"stream\":\"btcusdt@miniTicker\",\"data\":{\"s\":\"BTCUSDT\",\"c\":\"61837.63000000\"}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{", "[]", "{\"stream\":\"btcusdt@miniTicker\",\"data\":{\"s\":\"BTCUSDT\",\"c\":\"0\"}}", "{\"stream\":5}",
        "{\"stream\":\"btcusdt@trade\"}",
        "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"s\":\"B\",\"E\":5,\"U\":9,\"u\":7,\"b\":[],\"a\":[]}}",
        "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"s\":\"B\",\"E\":5,\"U\":7,\"u\":9,\"b\":[[\"0\",\"1\"]],\"a\":[]}}",
        "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"s\":\"B\",\"E\":5,\"U\":7,\"u\":9,\"b\":[[\"1\"]],\"a\":[]}}"
    })
    void shouldRefuseWhatIsNoMessage(String text) {
        assertThrows(FrameDamage.class, () -> FrameReader.read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"p\":\"61837.630000001\"", "\"p\":\"-1\"", "\"p\":\"0\"", "\"p\":61837.63", "\"p\":\"6e4\"", "\"p\":\"NaN\"",
        "\"p\":\"99999999999999999999\"", "\"x\":\"1\"", "\"p\":\"1\",\"p\":\"2\""
    })
    void shouldRefuseATradeWithAPriceLikeThis(String price) {
        String text = TRADE.replace("\"p\":\"61837.63000000\"", price);

        assertThrows(FrameDamage.class, () -> FrameReader.read(text));
    }
}
