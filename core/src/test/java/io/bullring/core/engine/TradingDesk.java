package io.bullring.core.engine;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.port.EventListener;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A small open venue to test on: two agents with 10,000 USDT each, two instruments of one feed that is up, risk limits so
 * wide that only the daily loss (a fifth) is ever met. Amounts are written as decimals, and time stands still unless told.
 */
final class TradingDesk {
    static final int ALICE = 1;
    static final int BOB = 2;
    static final int BTC = 1;
    static final int ETH = 2;
    static final int FEED = 1;

    static final long SECOND = 1_000_000_000L;
    static final long DAY = 86_400 * SECOND;

    /** When a UTC day begins. */
    static final long START = 20_454 * DAY;

    /** Orders that are worked off in one command. */
    static final int WORK = 3;

    private final CommandFactory command = new CommandFactory();
    private final List<Said> said = new ArrayList<>();
    private final EngineHost host = new EngineHost(listener());
    private final PortfolioImage image = new PortfolioImage(8);
    private long nowNs = START;
    private int answerIndex;

    private EventListener listener() {
        return (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
            said.addAll(Said.read(events, offset, answerOffset));
            answerIndex = said.size();
            said.addAll(Said.read(events, answerOffset, length - answerOffset));
        };
    }

    /** A venue that nobody has configured. */
    static TradingDesk unopened() {
        return new TradingDesk();
    }

    static TradingDesk open() {
        TradingDesk desk = new TradingDesk();
        desk.command.configureVenue(rules());
        desk.send();
        for (String symbol : List.of("BTCUSDT", "ETHUSDT")) {
            desk.command.defineInstrument(
                    new InstrumentTerms(symbol, FEED, true, 1, 0, 1, 0), e8("20000000"));
            desk.send();
        }
        desk.feed(FeedState.UP, FeedReason.CONNECTED);
        for (String name : List.of("alice", "bob")) {
            desk.command.openAccount(name, e8("10000"));
            desk.send();
        }
        desk.events();
        return desk;
    }

    private static VenueRules rules() {
        VenueRules usual = VenueRules.defaults(1);
        long all = e8("100");
        return new VenueRules(
                usual.venueId(),
                usual.ruleVersion(),
                usual.maxOpenOrdersPerAgent(),
                usual.maxOpenOrders(),
                usual.maxAgents(),
                usual.maxInstruments(),
                WORK,
                usual.feeRateE8(),
                usual.slippageFactorE8(),
                usual.priceMaxAgeNs(),
                usual.orderLifeNs(),
                new RiskProfile(all, all, e8("20"), e8("1"), 1_000, Integer.MAX_VALUE));
    }

    static long e8(String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    /** Time passes before the next command. */
    void later(long ns) {
        nowNs += ns;
    }

    long nowNs() {
        return nowNs;
    }

    void feed(FeedState state, FeedReason reason) {
        command.feedStatus(FEED, state, reason);
        send();
    }

    void price(int instrument, String last) {
        command.updatePrice(instrument, e8(last), 0);
        send();
    }

    void advanceTime() {
        command.advanceTime();
        send();
    }

    void buy(int agent, int instrument, String quantity) {
        command.marketOrder(agent, instrument, Side.BUY, e8(quantity));
        send();
    }

    void sell(int agent, int instrument, String quantity) {
        command.marketOrder(agent, instrument, Side.SELL, e8(quantity));
        send();
    }

    void buyNamed(int agent, int instrument, String quantity, String clientOrderId) {
        byte[] id = clientOrderId.getBytes(StandardCharsets.US_ASCII);
        command.placeOrder(
                agent, instrument, Side.BUY, OrderType.MARKET, e8(quantity), CommandFactory.NO_PRICE, id, id.length);
        send();
    }

    void buyLimit(int agent, int instrument, String quantity, String price) {
        rest(agent, instrument, Side.BUY, OrderType.LIMIT, quantity, price);
    }

    void sellLimit(int agent, int instrument, String quantity, String price) {
        rest(agent, instrument, Side.SELL, OrderType.LIMIT, quantity, price);
    }

    void rest(int agent, int instrument, Side side, OrderType type, String quantity, String price) {
        command.placeOrder(agent, instrument, side, type, e8(quantity), e8(price), CommandFactory.NO_ID, 0);
        send();
    }

    void cancel(int agent, long orderId) {
        command.cancelOrder(agent, orderId);
        send();
    }

    /** Sends what the factory was made to write. */
    void send() {
        send(command.buffer(), command.length());
    }

    void send(DirectBuffer buffer, int length) {
        host.onCommand(host.lastSequence() + 1, nowNs, buffer, 0, length);
    }

    CommandFactory command() {
        return command;
    }

    EngineHost host() {
        return host;
    }

    TradingEngine engine() {
        return host.engine();
    }

    /** What was said since this was last asked. */
    List<Said> events() {
        List<Said> taken = List.copyOf(said);
        said.clear();
        return taken;
    }

    /** Which of the events was the first that the last command itself caused. */
    int answerIndex() {
        return answerIndex;
    }

    /** USDT available and held. */
    List<String> cash(int agent) {
        engine().portfolios().read(agent, image);
        return List.of(decimal(image.availableE8()), decimal(image.heldE8()));
    }

    /** Base asset available and held of the n-th instrument that the agent bought, from 0. */
    List<String> base(int agent, int position) {
        engine().portfolios().read(agent, image);
        return List.of(decimal(image.baseAvailableE8(position)), decimal(image.baseHeldE8(position)));
    }

    private static String decimal(long e8) {
        return BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
    }
}
