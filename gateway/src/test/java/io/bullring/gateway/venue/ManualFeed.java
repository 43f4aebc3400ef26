package io.bullring.gateway.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.gateway.feed.Feed;
import io.bullring.gateway.feed.FeedCounters;
import io.bullring.gateway.feed.FeedInstrument;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.CallerSource;
import io.bullring.gateway.reply.PatientCaller;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.PriceUpdatedDecoder;
import java.math.BigDecimal;
import java.util.List;

/** A feed of BTCUSDT whose prices a test gives; they are there when {@link #price} returns. For the test's thread. */
public final class ManualFeed implements Feed {
    public static final String SYMBOL = "BTCUSDT";
    public static final int FEED_ID = 1;

    private static final InstrumentTerms TERMS = new InstrumentTerms(SYMBOL, FEED_ID, true, 1_000L, 0, 1_000L, 0);
    private static final long PATIENCE_NS = 10_000_000_000L;

    private final OperatorCommands commands = new OperatorCommands();
    private PatientCaller caller;
    private MarketBoard market;
    private long tradeId;
    private boolean up;

    @Override
    public List<FeedInstrument> instruments() {
        return List.of(new FeedInstrument(TERMS, 0));
    }

    @Override
    public void start(CallerSource callers, MarketBoard board) {
        caller = new PatientCaller(callers, PATIENCE_NS);
        market = board;
    }

    /** Brings a price, and the feed up before when it is down. */
    public void price(String price) {
        if (!up) {
            say(FeedState.UP, FeedReason.CONNECTED);
        }
        long priceE8 = new BigDecimal(price).movePointRight(8).longValueExact();
        int instrumentId = market.listing(SYMBOL).instrumentId();
        tradeId++;
        int length = commands.updatePrice(
                instrumentId, 1, priceE8, priceE8, priceE8, 100_000_000L, tradeId, tradeId);
        call(length, PriceUpdatedDecoder.TEMPLATE_ID);
    }

    public void say(FeedState state, FeedReason reason) {
        try {
            caller.require("FeedStatus", commands.buffer(), commands.feedStatus(FEED_ID, state, reason));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        up = state == FeedState.UP;
    }

    private void call(int length, int expectedTemplate) {
        try {
            caller.call(0, commands.buffer(), length, answer -> assertEquals(expectedTemplate, answer.templateId()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public FeedCounters counters() {
        return FeedCounters.NONE;
    }

    @Override
    public void close() {}
}
