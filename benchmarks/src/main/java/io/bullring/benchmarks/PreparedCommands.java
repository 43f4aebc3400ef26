package io.bullring.benchmarks;

import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.CancelOrderEncoder;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.Side;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands for a {@link WorkingVenue}, encoded beforehand: one of each kind for every agent or instrument, so that a
 * measurement pays for the engine alone. Each is worth about 100 USDT. Not thread-safe.
 */
final class PreparedCommands {
    private static final long ORDER_VALUE_E16 = 1_000_000_000_000_000_000L;
    private static final int ORDER_ID_OFFSET = CommandEnvelopeEncoder.ENCODED_LENGTH
            + MessageHeaderEncoder.ENCODED_LENGTH
            + CancelOrderEncoder.orderIdEncodingOffset();

    private final CommandFactory command = new CommandFactory();
    private final int agents = WorkingVenue.MIX.agents();
    private final int instruments = WorkingVenue.MIX.instruments();
    private final DirectBuffer[] feeds = new DirectBuffer[WorkingVenue.MIX.feeds()];
    private final DirectBuffer[] prices = new DirectBuffer[instruments];
    private final DirectBuffer[] buys = new DirectBuffer[agents];
    private final DirectBuffer[] sells = new DirectBuffer[agents];
    private final DirectBuffer[] limits = new DirectBuffer[agents];
    private final UnsafeBuffer[] cancels = new UnsafeBuffer[agents];

    PreparedCommands(WorkingVenue venue) {
        for (int i = 0; i < feeds.length; i++) {
            command.feedStatus(i + 1, FeedState.UP, FeedReason.CONNECTED);
            feeds[i] = copy();
        }
        for (int i = 0; i < instruments; i++) {
            command.updatePrice(i + 1, venue.lastPriceE8(i + 1), 1_000_000L);
            prices[i] = copy();
        }
        for (int i = 0; i < agents; i++) {
            prepareOrders(venue, i);
        }
    }

    private void prepareOrders(WorkingVenue venue, int index) {
        int agentId = index + 1;
        int instrumentId = index % instruments + 1;
        long lastE8 = venue.lastPriceE8(instrumentId);
        long quantityE8 = ORDER_VALUE_E16 / lastE8;
        command.marketOrder(agentId, instrumentId, Side.BUY, quantityE8);
        buys[index] = copy();
        command.marketOrder(agentId, instrumentId, Side.SELL, quantityE8);
        sells[index] = copy();
        command.limitOrder(agentId, instrumentId, Side.BUY, quantityE8, lastE8 - lastE8 / 100);
        limits[index] = copy();
        command.cancelOrder(agentId, 0);
        cancels[index] = copy();
    }

    private UnsafeBuffer copy() {
        byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    int agents() {
        return agents;
    }

    int feeds() {
        return feeds.length;
    }

    int instruments() {
        return instruments;
    }

    /** A sign of life of a feed. */
    DirectBuffer feed(int index) {
        return feeds[index];
    }

    /** An instrument's last price once more: nothing fires, since what it fires has been fired. */
    DirectBuffer price(int index) {
        return prices[index];
    }

    DirectBuffer marketBuy(int index) {
        return buys[index];
    }

    /** Sells what {@link #marketBuy} bought. */
    DirectBuffer marketSell(int index) {
        return sells[index];
    }

    /** A buy that rests one percent below the price. */
    DirectBuffer limit(int index) {
        return limits[index];
    }

    DirectBuffer cancel(int index, long orderId) {
        cancels[index].putLong(ORDER_ID_OFFSET, orderId, ByteOrder.LITTLE_ENDIAN);
        return cancels[index];
    }
}
