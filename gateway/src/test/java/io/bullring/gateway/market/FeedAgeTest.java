package io.bullring.gateway.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.event.EventTape;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FeedAgeTest {
    private final MarketBoard board = new MarketBoard();
    private final EventTape tape = new EventTape(board)
            .command(sink -> sink.instrumentDefined(1, new InstrumentTerms("ETHUSDT", 1, true, 0, 0, 0, 0)))
            .command(sink -> sink.instrumentDefined(2, new InstrumentTerms("XRPUSDT", 1, true, 0, 0, 0, 0)));

    @Test
    void shouldBeUnknownBeforeTheFirstPrice() {
        assertEquals(OptionalLong.empty(), FeedAge.at(100, board));
    }

    @Test
    void shouldBeThatOfTheFreshestPairWithoutAReferencePair() {
        price(1, 30);
        price(2, 20);

        assertEquals(OptionalLong.of(70), FeedAge.at(100, board));
    }

    @Test
    void shouldBeThatOfTheReferencePairOnceItHasAPrice() {
        tape.command(sink -> sink.instrumentDefined(3, new InstrumentTerms("BTCUSDT", 1, true, 0, 0, 0, 0)));
        price(1, 30);
        assertEquals(OptionalLong.of(70), FeedAge.at(100, board));
        price(3, 10);

        assertEquals(OptionalLong.of(90), FeedAge.at(100, board));
    }

    @Test
    void shouldNotBeNegativeWhenTheClocksDiffer() {
        price(1, 101);

        assertEquals(OptionalLong.of(0), FeedAge.at(100, board));
    }

    private void price(int instrumentId, long timeNs) {
        tape.at(timeNs).command(sink -> sink.priceUpdated(instrumentId, 1, 5, 5, 5, 1, 7, 1));
    }
}
