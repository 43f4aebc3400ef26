package io.bullring.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.event.EventCursor;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderTradedDecoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A book is halted while hundreds of its stop-losses have fired and are not worked off yet. */
class HaltedBookTest {
    private static final int SELLER = 1;
    private static final int BUYER = 2;
    private static final int CLUB = 1;
    private static final int DUEL = 2;
    private static final int STOPS = 600;

    private final CommandFactory command = new CommandFactory();
    private final List<Long> taken = new ArrayList<>();
    private final int bound = VenueRules.defaults(1).maxWorkPerCommand();
    private EngineHost host = host();

    /** Notes which orders take from a book, in the order in which they do. */
    private EngineHost host() {
        OrderTradedDecoder traded = new OrderTradedDecoder();
        return new EngineHost((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
            EventCursor cursor = new EventCursor();
            cursor.wrap(events, offset, length);
            while (cursor.next()) {
                if (cursor.templateId() == OrderTradedDecoder.TEMPLATE_ID
                        && traded.wrapAndApplyHeader(events, cursor.offset(), cursor.messageHeader())
                                .liquidity() == Liquidity.TAKER) {
                    taken.add(traded.orderId());
                }
            }
        });
    }

    private void send() {
        host.onCommand(host.lastSequence() + 1, WorkloadGenerator.START_NS, command.buffer(), 0, command.length());
    }

    private void status(InstrumentStatus status) {
        command.setInstrumentStatus(CLUB, status);
        send();
    }

    private void time(int times) {
        for (int i = 0; i < times; i++) {
            command.advanceTime();
            send();
        }
    }

    private void stop(int instrumentId) {
        command.placeOrder(
                SELLER, instrumentId, Side.SELL, OrderType.STOP_LOSS, E8.ONE, 90 * E8.ONE, CommandFactory.NO_ID, 0);
        send();
    }

    /** Orders 1 to 600 are stops of one book, 601 one of the other; all of them have fired. */
    @BeforeEach
    void fireStopsOfTwoBooks() {
        long all = 100 * E8.ONE;
        command.configureVenue(
                VenueRules.defaults(1).with(new RiskProfile(all, all, all, 1, 1_000, Integer.MAX_VALUE)));
        send();
        for (String symbol : List.of("CLUBUSDT", "DUELUSDT")) {
            command.defineBook(
                    new InstrumentTerms(symbol, InstrumentTerms.NO_FEED, true, 0, 0, 0, 0), new BookFees(0, 0), all);
            send();
        }
        for (int agent : new int[]{SELLER, BUYER}) {
            command.openAccount("agent", 1_000_000 * E8.ONE);
            send();
            for (int instrumentId : new int[]{CLUB, DUEL}) {
                command.grantBase(agent, agent, instrumentId, 10_000 * E8.ONE);
                send();
            }
        }
        for (int i = 0; i < STOPS; i++) {
            stop(CLUB);
        }
        stop(DUEL);
        for (int instrumentId : new int[]{CLUB, DUEL}) {
            command.limitOrder(BUYER, instrumentId, Side.BUY, 900 * E8.ONE, 80 * E8.ONE);
            send();
            command.limitOrder(BUYER, instrumentId, Side.SELL, E8.ONE, 80 * E8.ONE);
            send();
        }
        taken.clear();
    }

    @Test
    void shouldTradeNothingWhileItIsHaltedAndAllOfItInOrderWhenItTradesAgain() {
        status(InstrumentStatus.HALTED);
        int before = taken.size();
        time(4);
        assertEquals(before + 1, taken.size());
        assertEquals(STOPS + 1L, taken.removeLast()); // what is due in the other book goes on
        assertTrue(host.engine().nextDeadlineNs() > WorkloadGenerator.START_NS); // and nothing is due any more

        status(InstrumentStatus.TRADING);
        assertEquals(before, taken.size());
        assertEquals(WorkloadGenerator.START_NS, host.engine().nextDeadlineNs());
        time(1);
        assertEquals(before + bound / 2, taken.size()); // an order and the one that it meets are two pieces
        time(STOPS);
        assertEquals(LongStream.rangeClosed(taken.getFirst(), STOPS).boxed().toList(), taken);
        assertTrue(host.engine().audit().isBalanced());
    }

    @Test
    void shouldGoOnFromASnapshotOfTheHalt() {
        status(InstrumentStatus.HALTED);
        time(4);
        taken.clear();
        StateBytes halted = StateBytes.of(host);
        status(InstrumentStatus.TRADING);
        time(STOPS);
        List<Long> takenByFirst = List.copyOf(taken);
        String hash = StateHash.of(host.engine());

        host = host();
        halted.restoreInto(host);
        assertArrayEquals(halted.toByteArray(), StateBytes.of(host).toByteArray());
        taken.clear();
        time(4);
        assertEquals(List.of(), taken);
        status(InstrumentStatus.TRADING);
        time(STOPS - 4);
        assertEquals(takenByFirst, taken);
        assertEquals(hash, StateHash.of(host.engine()));
    }

    @Test
    void shouldWaitAgainWhenItIsHaltedAgain() {
        status(InstrumentStatus.HALTED);
        time(1);
        status(InstrumentStatus.TRADING);
        time(1);
        status(InstrumentStatus.HALTED);
        int before = taken.size();
        time(3);
        assertEquals(before, taken.size());
        status(InstrumentStatus.TRADING);
        time(STOPS);
        taken.remove(STOPS + 1L);
        assertEquals(LongStream.rangeClosed(taken.getFirst(), STOPS).boxed().toList(), taken);
    }
}
