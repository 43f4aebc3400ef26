package io.bullring.gateway.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bullring.core.engine.EventEncoder;
import io.bullring.core.port.CommandGate;
import io.bullring.core.port.EventListener;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.history.Follower;
import io.bullring.gateway.history.FollowerConfig;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.Caller;
import io.bullring.gateway.reply.ReplyConfig;
import io.bullring.gateway.reply.ReplyDesk;
import io.bullring.gateway.reply.ReplyHandler;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.PlaceBookOrderEncoder;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the edges add to the engine thread for an order: offered, answered, handed on and delivered, all on this thread. */
@Timeout(60)
final class EngineSideAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 20_000;
    private static final UnsafeBuffer NO_TEXT = new UnsafeBuffer(new byte[0]);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final EventEncoder events = new EventEncoder();
    private final OperatorCommands commands = new OperatorCommands();
    private final int length = commands.advanceTime();
    private final ReplyDesk replies = new ReplyDesk(ReplyConfig.defaults());
    private final Follower follower = new Follower(FollowerConfig.defaults(), new Nothing());
    private final MarketBoard market = new MarketBoard();
    private final EventListener fan =
            new EventFan(List.of(market, follower), new AccountDirectory(), market, follower, new Deadlines(), replies);
    private final LastOffer gate = new LastOffer();
    private final Caller caller = replies.register(gate, Runnable::run);
    private final ReplyHandler handler = answer -> answeredSequence = answer.sequence();
    private final UnsafeBuffer order = order();
    private long executed;
    private final ReplyHandler outcomeHandler = answer -> executed += answer.outcome().executedE8();
    private long answeredSequence;
    private byte[] kept;
    private long sequence;

    @BeforeEach
    void start() {
        follower.start();
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void shouldAllocateNothingForAnOrder() {
        run(WARM_UP);

        assertEquals(0, allocatedBy(() -> run(ROUNDS)) / ROUNDS);
        assertEquals(WARM_UP + ROUNDS, answeredSequence);
    }

    @Test
    void shouldAllocateNothingForAnOrderThatTradesInABook() {
        runBook(WARM_UP);

        assertEquals(0, allocatedBy(() -> runBook(ROUNDS)) / ROUNDS);
        assertEquals((WARM_UP + ROUNDS) * 2L, executed);
    }

    @Test
    void shouldSeeAnAllocationWhenThereIsOne() {
        run(WARM_UP);

        assertTrue(allocatedBy(() -> runAndAllocate(ROUNDS)) / ROUNDS >= 16, "the meter does not work");
        assertEquals(1, kept.length);
    }

    private void runAndAllocate(int rounds) {
        for (int i = 0; i < rounds; i++) {
            run(1);
            kept = new byte[1];
        }
    }

    private void run(int rounds) {
        for (int i = 0; i < rounds; i++) {
            caller.offer(1, commands.buffer(), 0, length, handler);
            sequence++;
            events.reset();
            events.orderFilled(sequence, sequence, 1, 1, 1, Side.BUY, OrderType.MARKET, 1, 1, 1, 1, 1, 1, 0,
                    Long.MIN_VALUE, NO_TEXT);
            fan.onCommand(sequence, sequence, commands.buffer(), 0, length);
            fan.onEvents(
                    sequence, sequence, caller.source(), gate.correlationId, events.buffer(), 0, events.length(), 0);
            fan.onBatchEnd();
        }
    }

    private void runBook(int rounds) {
        for (int i = 0; i < rounds; i++) {
            caller.offer(1, order, 0, order.capacity(), outcomeHandler);
            sequence++;
            events.reset();
            events.bookOrderAccepted(
                    sequence, 1, 1, 1, Side.BUY, OrderType.LIMIT, 3, 100, 3, TimeInForce.GTC, false,
                    SelfTradePrevention.NONE, NO_TEXT);
            events.orderTraded(
                    sequence - 1, sequence, 2, 2, 1, Side.SELL, Liquidity.MAKER, 2, 100, 200, 0, 2, 0, 1);
            events.orderTraded(
                    sequence, sequence, 1, 1, 1, Side.BUY, Liquidity.TAKER, 2, 100, 200, 0, 2, 1, Long.MIN_VALUE);
            fan.onCommand(sequence, sequence, order, 0, order.capacity());
            fan.onEvents(
                    sequence, sequence, caller.source(), gate.correlationId, events.buffer(), 0, events.length(), 0);
            fan.onBatchEnd();
        }
    }

    private static UnsafeBuffer order() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        new PlaceBookOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        return buffer;
    }

    private long allocatedBy(Runnable work) {
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Takes every command and remembers the last one's correlation id. */
    private static final class LastOffer implements CommandGate {
        private long correlationId;

        @Override
        public int offer(int source, long correlation, int agentId, DirectBuffer message, int offset, int bytes) {
            correlationId = correlation;
            return TAKEN;
        }

        @Override
        public int maxMessageBytes() {
            return 1_024;
        }
    }

    /** Behind the follower, where nothing matters here. */
    private static final class Nothing implements EventListener {
        @Override
        public void onEvents(
                long ofSequence,
                long timeNs,
                int source,
                long correlationId,
                DirectBuffer buffer,
                int offset,
                int bytes,
                int answerOffset) {}
    }
}
