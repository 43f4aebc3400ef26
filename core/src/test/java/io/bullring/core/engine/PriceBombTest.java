package io.bullring.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.event.EventCursor;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.Side;
import java.util.BitSet;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/**
 * One price fires four hundred thousand orders of a thousand agents. No command does more than its bound, nobody's order is
 * lost, and whoever trades meanwhile is answered by the command that he sent.
 */
class PriceBombTest {
    private static final int AGENTS = 1_000;
    private static final int ORDERS_OF_EACH = 400;
    private static final int ORDERS = AGENTS * ORDERS_OF_EACH;
    private static final int BYSTANDER = AGENTS + 1;
    private static final int BTC = 1;
    private static final int ETH = 2;

    private final CommandFactory command = new CommandFactory();
    private final EngineHost host = new EngineHost(this::read);
    private final int bound = VenueRules.defaults(1).maxWorkPerCommand();
    private final BitSet filledOrders = new BitSet();
    private final BitSet cancelledOrders = new BitSet();
    private int dueWork;
    private int answer;

    private void read(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        dueWork = 0;
        answer = 0;
        EventCursor cursor = new EventCursor();
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            boolean isAnswer = cursor.eventOffset() == answerOffset;
            if (isAnswer) {
                answer = cursor.templateId();
            }
            note(events, cursor.offset(), cursor.messageHeader(), !isAnswer);
        }
    }

    private void note(DirectBuffer events, int at, MessageHeaderDecoder header, boolean isDueWork) {
        if (header.templateId() == OrderFilledDecoder.TEMPLATE_ID) {
            OrderFilledDecoder filled = new OrderFilledDecoder().wrapAndApplyHeader(events, at, header);
            if (filled.orderId() <= ORDERS) {
                assertTrue(!filledOrders.get((int) filled.orderId()), "filled twice");
                filledOrders.set((int) filled.orderId());
            }
        } else if (header.templateId() == OrderCancelledDecoder.TEMPLATE_ID) {
            long orderId = new OrderCancelledDecoder()
                    .wrapAndApplyHeader(events, at, header)
                    .orderId();
            cancelledOrders.set((int) orderId);
        }
        dueWork += isDueWork ? 1 : 0;
    }

    private void send() {
        host.onCommand(
                host.lastSequence() + 1, WorkloadGenerator.START_NS, command.buffer(), 0, command.length());
        assertTrue(dueWork <= bound, () -> dueWork + " orders in one command");
    }

    private void open() {
        RiskProfile generous = new RiskProfile(
                100 * 100_000_000L, 100 * 100_000_000L, 100 * 100_000_000L, 0, ORDERS_OF_EACH, 1_000_000);
        command.configureVenue(VenueRules.defaults(1).with(generous));
        send();
        for (String symbol : new String[]{"BTCUSDT", "ETHUSDT"}) {
            command.defineInstrument(new InstrumentTerms(symbol, 1, true, 0, 0, 0, 0), 0);
            send();
        }
        command.feedStatus(1, FeedState.UP, FeedReason.CONNECTED);
        send();
        command.updatePrice(BTC, 50_000 * E8.ONE, E8.ONE);
        send();
        command.updatePrice(ETH, 3_000 * E8.ONE, E8.ONE);
        send();
        for (int agent = 1; agent <= BYSTANDER; agent++) {
            command.openAccount("agent", 200_000 * E8.ONE);
            send();
        }
        for (int i = 0; i < ORDERS; i++) {
            command.limitOrder(1 + i % AGENTS, BTC, Side.BUY, E8.ONE / 100, (40_000 + i % 997) * E8.ONE);
            send();
            assertEquals(OrderAcceptedDecoder.TEMPLATE_ID, answer);
        }
    }

    @Test
    void shouldDoNoMoreThanItsBoundAndLoseNobodysOrder() {
        open();
        command.updatePrice(BTC, 30_000 * E8.ONE, E8.ONE);
        send();
        assertEquals(bound, dueWork);
        assertEquals(bound, filledOrders.cardinality());
        for (int id = 1; id <= bound; id++) {
            assertTrue(filledOrders.get(id), "acceptance order");
        }

        int commands = 0;
        while (filledOrders.cardinality() + cancelledOrders.cardinality() < ORDERS) {
            assertEquals(WorkloadGenerator.START_NS, host.engine().nextDeadlineNs());
            doSomething(commands++);
        }
        int others = commands / 4;
        assertTrue(commands <= (ORDERS + others) / (bound - 1), commands + " commands");
        assertEquals(Long.MAX_VALUE, host.engine().nextDeadlineNs());
        assertEquals(0, host.engine().openOrders());
        assertTrue(cancelledOrders.cardinality() > 100);
        assertTrue(!cancelledOrders.intersects(filledOrders));
        assertTrue(host.engine().audit().isBalanced());
    }

    /** The bystander trades, the bombed cancel, other prices come, time passes. */
    private void doSomething(int turn) {
        switch (turn % 4) {
            case 0 -> {
                command.marketOrder(BYSTANDER, ETH, turn % 8 == 0 ? Side.BUY : Side.SELL, E8.ONE / 100);
                send();
                assertEquals(OrderFilledDecoder.TEMPLATE_ID, answer);
            }
            case 1 -> {
                long last = (long) ORDERS - turn;
                command.cancelOrder(1 + (int) ((last - 1) % AGENTS), last);
                send();
                assertEquals(!filledOrders.get((int) last), answer == OrderCancelledDecoder.TEMPLATE_ID);
            }
            case 2 -> {
                command.updatePrice(ETH, (3_000 + turn % 7) * E8.ONE, E8.ONE);
                send();
            }
            default -> {
                command.advanceTime();
                send();
            }
        }
    }
}
