package io.bullring.gateway.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.event.EventTape;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.InstrumentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarketBoardTest {
    private static final InstrumentTerms ETH = new InstrumentTerms("ETHUSDT", 1, true, 1, 2, 3, 4);
    private static final InstrumentTerms BTC = new InstrumentTerms("BTCUSDT", 2, false, 5, 6, 7, 8);

    private final MarketBoard board = new MarketBoard();
    private final EventTape tape = new EventTape(board);

    @Test
    void shouldKnowInstrumentsBySymbolAndById() {
        define();

        assertEquals(new Listing(1, ETH), board.listing("ETHUSDT"));
        assertEquals(new Listing(2, BTC), board.listing(2));
        assertNull(board.listing("XRPUSDT"));
        assertNull(board.listing(3));
        assertEquals("BTC", board.listing(2).baseAsset());
        assertEquals("USDT", board.listing(2).quoteAsset());
    }

    @Test
    void shouldListInstrumentsBySymbol() {
        define();

        assertEquals(List.of(new Listing(2, BTC), new Listing(1, ETH)), board.listings());
    }

    @Test
    void shouldShowChangedTerms() {
        define();
        InstrumentTerms closed = new InstrumentTerms("ETHUSDT", 1, false, 9, 9, 9, 9);
        tape.command(sink -> sink.instrumentDefined(1, closed));

        assertEquals(closed, board.listing("ETHUSDT").terms());
        assertEquals(2, board.listings().size());
    }

    @Test
    void shouldKeepAHaltWhenTheTermsChange() {
        define();
        assertTrue(board.listing("ETHUSDT").isTraded());
        tape.command(sink -> sink.instrumentStatusChanged(1, InstrumentStatus.HALTED));
        assertEquals(new Listing(1, ETH, true, null), board.listing(1));
        assertEquals(List.of(new Listing(2, BTC), new Listing(1, ETH, true, null)), board.listings());
        InstrumentTerms wider = new InstrumentTerms("ETHUSDT", 1, true, 9, 9, 9, 9);
        tape.command(sink -> sink.instrumentDefined(1, wider));
        assertEquals(new Listing(1, wider, true, null), board.listing("ETHUSDT"));
        assertFalse(board.listing("ETHUSDT").isTraded());

        tape.command(sink -> sink.instrumentStatusChanged(1, InstrumentStatus.TRADING));
        assertTrue(board.listing("ETHUSDT").isTraded());
        assertFalse(board.listing("BTCUSDT").isTraded());
    }

    @Test
    void shouldShowTheLastPriceAndWhenItCame() {
        define();
        assertNull(board.price(1));
        tape.at(70).command(sink -> sink.priceUpdated(1, 3, 500, 490, 510, 9, 60, 17));
        tape.at(80).command(sink -> sink.priceUpdated(1, 1, 501, 501, 501, 9, 75, 18));

        assertEquals(new Price(501, 75, 18, 80), board.price(1));
        assertNull(board.price(2));
    }

    @Test
    void shouldFollowAFeedUpAndDown() {
        define();
        assertNull(board.feed(1));
        tape.at(10).command(sink -> sink.feedChanged(1, FeedState.UP, FeedReason.CONNECTED));
        tape.at(20).command(sink -> sink.priceUpdated(1, 1, 500, 500, 500, 9, 19, 1));
        assertEquals(new FeedView(1, FeedState.UP, FeedReason.CONNECTED, 10, 20), board.feed(1));
        assertTrue(board.feed(1).isUp());

        tape.at(30).command(sink -> sink.feedChanged(1, FeedState.DOWN, FeedReason.STOPPED));
        assertEquals(new FeedView(1, FeedState.DOWN, FeedReason.STOPPED, 30, 20), board.feed(1));
        assertFalse(board.feed(1).isUp());
        assertEquals(1, board.feeds().size());
    }

    @Test
    void shouldShowTheRulesAsConfigured() {
        assertNull(board.rules());
        VenueRules rules = VenueRules.defaults(77).with(new RiskProfile(1, 2, 3, 4, 5, 6));
        tape.command(sink -> sink.venueConfigured(rules));

        assertEquals(rules, board.rules());
    }

    private void define() {
        tape.command(sink -> sink.instrumentDefined(1, ETH));
        tape.command(sink -> sink.instrumentDefined(2, BTC));
    }
}
