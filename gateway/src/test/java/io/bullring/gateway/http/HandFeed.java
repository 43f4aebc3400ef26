package io.bullring.gateway.http;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.e8.E8;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.gateway.event.Carriers;
import io.bullring.gateway.feed.Feed;
import io.bullring.gateway.feed.FeedCounters;
import io.bullring.gateway.feed.FeedInstrument;
import io.bullring.gateway.feed.KlineSource;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.CallerSource;
import io.bullring.gateway.reply.PatientCaller;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.CreateAgentEncoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.SetAccountStatusEncoder;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** A feed that says what the test says, when it says it. For the test's thread. */
final class HandFeed implements Feed {
    static final int FEED = 1;

    private static final long DAY_VOLUME_E8 = 20_000 * E8.ONE;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private final OperatorCommands commands = new OperatorCommands();
    private PatientCaller caller;
    private MarketBoard market;
    private volatile KlineSource klines = KlineSource.NONE;

    /** BTCUSDT as the worked examples want it, ETHUSDT with filters, DEADUSDT that is not traded. */
    @Override
    public List<FeedInstrument> instruments() {
        return List.of(
                new FeedInstrument(new InstrumentTerms("BTCUSDT", FEED, true, 0, 0, 0, 0), DAY_VOLUME_E8),
                new FeedInstrument(
                        new InstrumentTerms(
                                "ETHUSDT", FEED, true, 1_000_000, 100 * E8.ONE, 10_000, 5 * E8.ONE),
                        DAY_VOLUME_E8),
                new FeedInstrument(new InstrumentTerms("DEADUSDT", FEED, false, 0, 0, 0, 0), 0));
    }

    @Override
    public void start(CallerSource callers, MarketBoard board) {
        market = board;
        caller = new PatientCaller(callers, PATIENCE_NS);
        lives();
    }

    /** It is up, or still is. */
    void lives() {
        send("FeedStatus", commands.feedStatus(FEED, FeedState.UP, FeedReason.CONNECTED));
    }

    /** It is down. */
    void ends() {
        send("FeedStatus", commands.feedStatus(FEED, FeedState.DOWN, FeedReason.DISCONNECTED));
    }

    /** One trade without volume, so that the day's volume stays. */
    void price(String symbol, String price) {
        trade(symbol, price, "0", 1_700_000_000_123_456_789L, 7);
    }

    /** One trade, when and how large the test says. */
    void trade(String symbol, String price, String quantity, long timeNs, long tradeId) {
        trades(symbol, 1, price, price, price, quantity, timeNs, tradeId);
    }

    /** One trade of which the feed says who took. */
    void taken(String symbol, Side takerSide, String price, String quantity, long timeNs, long tradeId) {
        int instrumentId = market.listing(symbol).instrumentId();
        send("ReportTrade",
                commands.reportTrade(instrumentId, takerSide, e8(price), e8(quantity), timeNs, tradeId));
    }

    /** Several trades that the feed has brought together, the last of them at the price. */
    void trades(
            String symbol,
            int count,
            String price,
            String low,
            String high,
            String volume,
            long timeNs,
            long tradeId) {
        int instrumentId = market.listing(symbol).instrumentId();
        send("UpdatePrice",
                commands.updatePrice(
                        instrumentId, count, e8(price), e8(low), e8(high), e8(volume), timeNs, tradeId));
    }

    /** The pair is not traded any more. */
    void retire(String symbol) {
        InstrumentTerms terms = market.listing(symbol).terms();
        InstrumentTerms inactive = new InstrumentTerms(
                symbol,
                terms.feedId(),
                false,
                terms.minQuantityE8(),
                terms.maxQuantityE8(),
                terms.stepSizeE8(),
                terms.minNotionalE8());
        send("DefineInstrument", commands.defineInstrument(inactive, 0));
    }

    /** What the market remembers from now on. */
    void remembers(KlineSource source) {
        klines = source;
    }

    @Override
    public KlineSource klines() {
        return klines;
    }

    /** The operator's hand, not the market's: suspends an account, or makes it active again. */
    void status(int accountId, AccountStatus status) {
        MutableDirectBuffer buffer = new ExpandableArrayBuffer();
        SetAccountStatusEncoder command = new SetAccountStatusEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .accountId(accountId)
                .status(status);
        send("SetAccountStatus", buffer, command.limit());
    }

    /** A busy owner's hand: so many agents more, with one key, which is nobody's to know. */
    void agents(int accountId, int count) {
        MutableDirectBuffer buffer = new ExpandableArrayBuffer();
        CreateAgentEncoder command = new CreateAgentEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .accountId(accountId)
                .startingBalanceE8(E8.ONE);
        Carriers.encode(RiskProfile.NONE, command.riskProfile());
        command.name("one of many")
                .description("")
                .llmModel("")
                .framework("")
                .strategyTags("")
                .avatarUrl("")
                .color("")
                .riskConfig("");
        for (int i = 0; i < count; i++) {
            send("CreateAgent", buffer, command.limit());
        }
    }

    @Override
    public FeedCounters counters() {
        return FeedCounters.NONE;
    }

    @Override
    public void close() {}

    private static long e8(String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    private void send(String what, int length) {
        send(what, commands.buffer(), length);
    }

    private void send(String what, DirectBuffer command, int length) {
        try {
            caller.require(what, command, length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
