package io.bullring.benchmarks.crowd;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.event.EventCursor;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.port.EventListener;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.Side;
import org.agrona.DirectBuffer;

/**
 * An engine with as many agents as one likes, each with an account of its own, brought to its state step by step, so that each
 * step can be weighed. Every rule is evaluated and nothing is refused: either the limits are wide and cash alone keeps to them, or
 * ({@linkplain #invested invested}) they are so narrow that each order makes the engine add up what all positions are worth. No ring
 * and no journal; one thread.
 */
final class Crowd implements EventListener {
    static final int POSITIONS = 4;
    static final int TRADED = 16;
    static final long PRICE_E8 = 20_000_000_000L;
    static final long QUANTITY_E8 = 1_000_000L;

    static final int INSTRUMENTS = 1_000;
    private static final int OPEN_ORDERS = 2_000_000;
    private static final long STARTING_E8 = 100_000_000_000_000L;
    private static final long VOLUME_E8 = 700_000_000L;
    private static final long ORDERS_OWNED = 2_000;
    private static final long ORDERS_OWNED_INVESTED = 60_000;
    private static final long ALL_E8 = 10_000_000_000L;
    private static final long INVESTED_ORDER_PCT_E8 = 25_000;
    private static final long INVESTED_POSITION_PCT_E8 = 1_500_000_000L;
    private static final long START_NS = 1_750_000_000_000_000_000L;
    private static final long STEP_NS = 100;

    private final CommandFactory command = new CommandFactory();
    private final EventCursor cursor = new EventCursor();
    private final EngineHost host = new EngineHost(this);
    private final int agents;
    private final boolean invested;
    private long nowNs = START_NS;
    private long refused;

    private Crowd(int agents, boolean invested) {
        this.agents = agents;
        this.invested = invested;
    }

    /** Agents that keep nearly all of their money. */
    static Crowd withCash(int agents) {
        return new Crowd(agents, false);
    }

    /** Agents that have put half of their money into four positions and trade close to their limits. */
    static Crowd invested(int agents) {
        return new Crowd(agents, true);
    }

    void defineInstruments() {
        send(command.configureVenue(rules(ALL_E8, ALL_E8)));
        for (int i = 1; i <= INSTRUMENTS; i++) {
            send(command.defineInstrument(new InstrumentTerms("B" + i + "USDT", 1, true, 1, 0, 1, 0), VOLUME_E8));
        }
        refresh();
    }

    private static VenueRules rules(long orderPctE8, long positionPctE8) {
        VenueRules usual = VenueRules.defaults(1);
        return new VenueRules(
                usual.venueId(),
                usual.ruleVersion(),
                usual.maxOpenOrdersPerAgent(),
                OPEN_ORDERS,
                usual.maxAgents(),
                usual.maxInstruments(),
                usual.maxWorkPerCommand(),
                usual.feeRateE8(),
                usual.slippageFactorE8(),
                usual.priceMaxAgeNs(),
                usual.orderLifeNs(),
                new RiskProfile(orderPctE8, positionPctE8, ALL_E8, 1, usual.maxOpenOrdersPerAgent(),
                        Integer.MAX_VALUE));
    }

    /** The feed speaks, as it always does: without, prices would be stale after a minute of the venue's time. */
    void refresh() {
        send(command.feedStatus(1, FeedState.UP, FeedReason.CONNECTED));
        for (int i = 1; i <= TRADED + 1; i++) {
            send(command.updatePrice(i, PRICE_E8, 1));
        }
    }

    void fundAgents() {
        for (int agent = 1; agent <= agents; agent++) {
            send(command.openAccount("agent " + agent, STARTING_E8));
        }
    }

    /** Each agent buys four instruments, enough of each for two thousand sales at least. */
    void buyPositions() {
        long owned = invested ? ORDERS_OWNED_INVESTED : ORDERS_OWNED;
        for (int agent = 1; agent <= agents; agent++) {
            for (int position = 0; position < POSITIONS; position++) {
                send(command.marketOrder(
                        agent, instrumentOf(agent, position), Side.BUY, owned * QUANTITY_E8));
            }
        }
        if (invested) {
            send(command.configureVenue(rules(INVESTED_ORDER_PCT_E8, INVESTED_POSITION_PCT_E8)));
        }
    }

    /** Orders at half the price, which no price here fires; all in the instruments that are traded. */
    void restOrders() {
        for (int agent = 1; agent <= agents; agent++) {
            int instrument = instrumentOf(agent, 0);
            send(command.limitOrder(agent, instrument, Side.BUY, QUANTITY_E8, PRICE_E8 / 2 - agent));
        }
    }

    /** One of the instruments of which the agent owns some. */
    static int instrumentOf(int agent, int position) {
        return (agent + position) % TRADED + 1;
    }

    private void send(int length) {
        send(command.buffer(), length);
    }

    void send(DirectBuffer buffer, int length) {
        nowNs += STEP_NS;
        host.onCommand(host.lastSequence() + 1, nowNs, buffer, 0, length);
    }

    /** Sends commands as the pipeline does: it tells the engine of a few before the first of them. */
    void send(DirectBuffer[] commands, int length) {
        for (DirectBuffer next : commands) {
            host.comesSoon(next, 0);
        }
        host.readAhead();
        for (DirectBuffer next : commands) {
            send(next, length);
        }
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        cursor.wrap(events, answerOffset, offset + length - answerOffset);
        if (cursor.next()) {
            refused += cursor.templateId() == CommandRejectedDecoder.TEMPLATE_ID ? 1 : 0;
        }
    }

    int agents() {
        return agents;
    }

    int openOrders() {
        return host.engine().openOrders();
    }

    /** What was refused was not measured. */
    void shouldHaveRefusedNothing() {
        if (refused > 0) {
            throw new IllegalStateException(refused + " commands were refused");
        }
    }
}
