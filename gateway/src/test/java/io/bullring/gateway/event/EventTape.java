package io.bullring.gateway.event;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.e8.E8;
import io.bullring.core.engine.EventEncoder;
import io.bullring.core.port.EventListener;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderTradedEncoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Plays events to a listener as an engine would: each call is one command, at the time that was set. */
public final class EventTape {
    private static final UnsafeBuffer NO_NAME = new UnsafeBuffer(new byte[0]);

    private final EventEncoder encoder = new EventEncoder();
    private final EventListener listener;
    private long sequence;
    private long timeNs;

    public EventTape(EventListener listener) {
        this.listener = listener;
    }

    /** The time of the commands that follow. */
    public EventTape at(long nowNs) {
        timeNs = nowNs;
        return this;
    }

    /** An agent with the id 1 that has something to sell in this book, and trades there with itself: see {@link #trade}. */
    public EventTape trader(int instrumentId) {
        return command(sink -> sink.agentCreated(
                1, 1, 1, E8.ONE, new byte[32], new byte[16], AgentDetails.named(new byte[]{'A'})))
                .command(sink -> sink.baseGranted(1, 1, instrumentId, E8.ONE, 0));
    }

    /** A trade between two orders that are new: both of its sides, without the price that follows. Part of a command. */
    public static void trade(
            EventEncoder sink, int instrumentId, long fillId, Side taker, long quantityE8, long priceE8) {
        for (Liquidity liquidity : List.of(Liquidity.MAKER, Liquidity.TAKER)) {
            boolean isTakers = liquidity == Liquidity.TAKER;
            long orderId = 2 * fillId + (isTakers ? 1 : 0);
            Side side = isTakers == (taker == Side.BUY) ? Side.BUY : Side.SELL;
            long pnlE8 = side == Side.BUY ? OrderTradedEncoder.realizedPnlE8NullValue() : 0;
            sink.bookOrderAccepted(
                    orderId, 1, 1, instrumentId, side, OrderType.LIMIT, quantityE8, priceE8, 0, TimeInForce.GTC,
                    false, SelfTradePrevention.NONE, NO_NAME);
            sink.orderTraded(
                    orderId, fillId, 1, 1, instrumentId, side, liquidity, quantityE8, priceE8, 0, 0, 0, 0, pnlE8);
        }
    }

    /** One command, and what it caused. */
    public EventTape command(Consumer<EventEncoder> events) {
        encoder.reset();
        events.accept(encoder);
        sequence++;
        listener.onEvents(sequence, timeNs, 0, 0, encoder.buffer(), 0, encoder.length(), encoder.answerOffset());
        return this;
    }
}
