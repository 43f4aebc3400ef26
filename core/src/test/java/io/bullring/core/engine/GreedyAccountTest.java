package io.bullring.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.event.EventCursor;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.Side;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/**
 * An account that wants everything: for a million commands it registers, trades and starts anew with the largest and smallest
 * numbers that are legal, on a market whose prices are as large and as small as they can be. Nothing overflows, nothing is
 * lost or made, and it leaves no more behind than it has.
 */
class GreedyAccountTest {
    private static final int COMMANDS = 1_000_000;
    private static final int AGENTS = 8;
    private static final long MOST_E8 = 1_000_000_000L * E8.ONE;
    private static final long[] PRICES_E8 =
            {1, 2, E8.ONE / 1_000, E8.ONE, 50_000 * E8.ONE, Long.MAX_VALUE / 2, Long.MAX_VALUE};
    private static final long[] QUANTITIES_E8 =
            {1, 2, E8.ONE - 1, E8.ONE, 1_000 * E8.ONE, MOST_E8, Long.MAX_VALUE / 2, Long.MAX_VALUE};

    private final SplittableRandom random;
    private final CommandFactory command = new CommandFactory();
    private final EngineHost host = new EngineHost(this::read);
    private final long[] lastPriceE8 = {0, 1, 1, 1};
    private final int[] agents = new int[AGENTS];
    private final int[] owners = new int[AGENTS];
    private BigInteger turnoverE8 = BigInteger.ZERO;
    private long timeNs = WorkloadGenerator.START_NS;
    private int accounts;
    private int lastAgentId;
    private int filled;
    private int refused;

    GreedyAccountTest() {
        long seed = System.nanoTime();
        System.out.println("GreedyAccountTest seed " + seed);
        random = new SplittableRandom(seed);
    }

    private void read(
            long sequence,
            long time,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        EventCursor cursor = new EventCursor();
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            if (cursor.templateId() == OrderFilledDecoder.TEMPLATE_ID) {
                OrderFilledDecoder fill =
                        new OrderFilledDecoder().wrapAndApplyHeader(events, cursor.offset(), cursor.messageHeader());
                turnoverE8 = turnoverE8.add(BigInteger.valueOf(fill.notionalE8()));
                filled++;
            } else if (cursor.templateId() == CommandRejectedDecoder.TEMPLATE_ID) {
                refused++;
            }
        }
    }

    private void send() {
        timeNs += random.nextInt(1_000_000);
        host.onCommand(host.lastSequence() + 1, timeNs, command.buffer(), 0, command.length());
    }

    private void open() {
        RiskProfile none = new RiskProfile(
                100 * 100_000_000L, 100 * 100_000_000L, 100 * 100_000_000L, 0, 1_000, Integer.MAX_VALUE);
        command.configureVenue(VenueRules.defaults(1).with(none));
        send();
        for (String symbol : new String[]{"AUSDT", "BUSDT", "CUSDT"}) {
            command.defineInstrument(new InstrumentTerms(symbol, 1, true, 0, 0, 0, 0), Long.MAX_VALUE);
            send();
        }
        command.feedStatus(1, FeedState.UP, FeedReason.CONNECTED);
        send();
        for (int i = 0; i < AGENTS; i++) {
            register(i);
        }
    }

    private void register(int place) {
        command.openAccount("greedy", MOST_E8);
        send();
        owners[place] = ++accounts;
        agents[place] = ++lastAgentId;
    }

    @Test
    void shouldOverflowNothingAndLeaveNothingBehind() {
        open();
        while (host.lastSequence() < COMMANDS) {
            act(random.nextInt(AGENTS));
            if (host.lastSequence() % 50_000 == 0) {
                assertTrue(host.engine().audit().isBalanced());
            }
        }
        assertTrue(host.engine().audit().isBalanced());
        assertTrue(filled > COMMANDS / 20, filled + " fills");
        assertTrue(refused > COMMANDS / 20, refused + " refusals");
        assertTrue(turnoverE8.bitLength() > 64, "the house's totals did not exceed 64 bits");
        assertTrue(host.engine().portfolios().places() <= 2 * AGENTS + 1);
        assertTrue(accounts > AGENTS);
    }

    private void act(int place) {
        int agent = agents[place];
        int instrument = 1 + random.nextInt(3);
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> price(instrument);
            case 3, 4, 5 -> market(agent, instrument, Side.SELL, quantity());
            case 6, 7, 8, 9, 10 -> market(agent, instrument, Side.BUY, affordable(instrument));
            case 11, 12, 13 -> limit(agent, instrument);
            case 14 -> {
                command.resetAgent(agent, owners[place], random.nextBoolean() ? MOST_E8 : E8.ONE);
                send();
            }
            case 15 -> {
                command.parkPortfolio(agent, owners[place], MOST_E8);
                send();
            }
            case 16 -> {
                command.returnToPortfolio(agent, owners[place]);
                send();
            }
            case 17 -> {
                command.setKillSwitch(agent, owners[place], KillScope.AGENT, true);
                send();
                command.setKillSwitch(agent, owners[place], KillScope.AGENT, false);
                send();
            }
            case 18 -> {
                command.advanceTime();
                send();
            }
            default -> replace(place);
        }
    }

    private void replace(int place) {
        int agent = agents[place];
        if (random.nextInt(10) == 0) {
            command.deleteAgent(agent, owners[place]);
            send();
            register(place);
        } else {
            command.cloneAgent(agent, owners[place], "next".getBytes(StandardCharsets.UTF_8));
            send();
            agents[place] = ++lastAgentId;
            command.deleteAgent(agent, owners[place]);
            send();
        }
    }

    private void price(int instrument) {
        long priceE8 = PRICES_E8[random.nextInt(PRICES_E8.length)];
        lastPriceE8[instrument] = priceE8;
        command.updatePrice(instrument, priceE8, random.nextBoolean() ? Long.MAX_VALUE : 0);
        send();
    }

    private void market(int agent, int instrument, Side side, long quantityE8) {
        command.marketOrder(agent, instrument, side, quantityE8);
        send();
    }

    private void limit(int agent, int instrument) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long priceE8 = PRICES_E8[random.nextInt(PRICES_E8.length)];
        command.limitOrder(agent, instrument, side, random.nextBoolean() ? quantity() : affordable(instrument),
                priceE8);
        send();
    }

    private long quantity() {
        return QUANTITIES_E8[random.nextInt(QUANTITIES_E8.length)];
    }

    /** About as much as the largest starting balance buys, or all there is. */
    private long affordable(int instrument) {
        BigInteger quantityE8 = BigInteger.valueOf(MOST_E8)
                .multiply(BigInteger.valueOf(E8.ONE / 10 * (1 + random.nextInt(9))))
                .divide(BigInteger.valueOf(lastPriceE8[instrument]));
        return Math.max(1, quantityE8.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
    }

    /** Names are for people; the engine keeps them whole. */
    @Test
    void shouldKeepTheLongestTexts() {
        open();
        byte[] longest = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        command.createAgent(1, E8.ONE, new AgentDetails(
                longest, longest, longest, longest, longest, longest, longest, longest, RiskProfile.NONE));
        int before = refused;
        send();
        assertEquals(before, refused);
    }
}
