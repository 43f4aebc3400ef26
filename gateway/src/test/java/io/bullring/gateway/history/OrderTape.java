package io.bullring.gateway.history;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.engine.EventEncoder;
import io.bullring.gateway.event.EventTape;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Tells a history of orders, at the time that was set; each command is a batch. */
final class OrderTape {
    static final int BTC = 1;
    static final long BALANCE_E8 = 100_000;

    private final EventTape tape;
    private final Set<Integer> agents = new HashSet<>();
    private long nextFill = 1;

    OrderTape(DiskHistoryStore store) {
        tape = new EventTape((sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {
            store.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
            store.onBatchEnd();
        });
    }

    /** The time of the commands that follow. */
    EventTape at(long nowNs) {
        return tape.at(nowNs);
    }

    /** One command, and what it caused. */
    void command(Consumer<EventEncoder> events) {
        tape.command(events);
    }

    void accept(long orderId, int agentId, int instrumentId) {
        command(sink -> {
            openOnce(sink, agentId);
            sink.orderAccepted(
                    orderId, agentId, 10, instrumentId, Side.BUY, OrderType.LIMIT, 300, 44, 900, text(""));
        });
    }

    void fill(long orderId, int agentId, Side side, OrderType type, long releasedE8, String clientOrderId) {
        command(sink -> {
            openOnce(sink, agentId);
            sink.orderFilled(
                    orderId,
                    nextFill++,
                    agentId,
                    10,
                    BTC,
                    side,
                    type,
                    300,
                    20,
                    19,
                    5,
                    6_000,
                    6,
                    releasedE8,
                    side == Side.BUY ? OrderRecord.NONE : 3,
                    text(clientOrderId));
        });
    }

    /** The agent is created by the command in which it appears first. */
    private void openOnce(EventEncoder sink, int agentId) {
        if (agents.add(agentId)) {
            sink.agentCreated(
                    agentId, 1, 10, BALANCE_E8, new byte[32], new byte[16], AgentDetails.named(new byte[]{'A'}));
        }
    }

    private static UnsafeBuffer text(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }
}
