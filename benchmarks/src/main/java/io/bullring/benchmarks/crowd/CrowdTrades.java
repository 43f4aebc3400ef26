package io.bullring.benchmarks.crowd;

import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.PlaceOrderEncoder;
import io.bullring.protocol.Side;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a {@link Crowd} is sent while the clock runs. Commands are encoded beforehand in a few slots, as they would lie in the ring,
 * and given their agents, instruments and sides. Each method returns the nanoseconds of one operation. Not thread-safe.
 */
final class CrowdTrades {
    private static final int AGENT_AT = CommandEnvelopeEncoder.agentIdEncodingOffset();
    private static final int ORDER_AT = CommandEnvelopeEncoder.ENCODED_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int INSTRUMENT_AT = ORDER_AT + PlaceOrderEncoder.instrumentIdEncodingOffset();
    private static final int SIDE_AT = ORDER_AT + PlaceOrderEncoder.sideEncodingOffset();
    private static final int FIRED = Crowd.TRADED + 1;
    private static final int SLOTS = 8;
    private static final int STRIDE = 7_919;
    private static final int STEPS = 200_000;
    private static final int REGISTERS = 8;

    private final CommandFactory command = new CommandFactory();
    private final UnsafeBuffer[] prices = new UnsafeBuffer[FIRED + 1];
    private final UnsafeBuffer[] slots = new UnsafeBuffer[SLOTS];
    private final long[] registers = LongStream.rangeClosed(1, REGISTERS).toArray();
    private final Crowd crowd;
    private long random = 0x9E37_79B9_7F4A_7C15L;
    private boolean sellsNext;

    CrowdTrades(Crowd crowd) {
        this.crowd = crowd;
        command.marketOrder(0, 1, Side.BUY, Crowd.QUANTITY_E8);
        Arrays.setAll(slots, i -> copy());
        for (int i = 1; i <= FIRED; i++) {
            command.updatePrice(i, Crowd.PRICE_E8, 1);
            prices[i] = copy();
        }
    }

    private UnsafeBuffer copy() {
        byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Market orders of agents picked uniformly at random, buys and sells of what they own, all filled. */
    double marketOrders(int count) {
        long startNs = System.nanoTime();
        for (int i = 0; i < count; i += slots.length) {
            for (UnsafeBuffer slot : slots) {
                long picked = nextRandom();
                int agent = 1 + (int) ((picked >>> 32) * crowd.agents() >>> 32);
                int instrument = Crowd.instrumentOf(agent, (int) picked & Crowd.POSITIONS - 1);
                slot.putInt(AGENT_AT, agent, ByteOrder.LITTLE_ENDIAN);
                slot.putInt(INSTRUMENT_AT, instrument, ByteOrder.LITTLE_ENDIAN);
                slot.putByte(SIDE_AT, (byte) (picked >>> 8 & 1));
            }
            crowd.send(slots, slots[0].capacity());
        }
        return nsEach(startNs, count);
    }

    /** Prices that fire nothing, in turn through the instruments in which orders rest. */
    double prices(int count) {
        long startNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            UnsafeBuffer price = prices[1 + i % Crowd.TRADED];
            crowd.send(price, price.capacity());
        }
        return nsEach(startNs, count);
    }

    /**
     * Lets so many orders rest in one instrument, then fires all of them with one price, and works them off under the bound of
     * each command; only the latter is measured. What one call buys the next one sells.
     */
    double firedOrders(int count) {
        Side side = sellsNext ? Side.SELL : Side.BUY;
        long limitE8 = sellsNext ? Crowd.PRICE_E8 + 1 : Crowd.PRICE_E8 - 1;
        sellsNext = !sellsNext;
        int before = crowd.openOrders();
        for (int i = 0; i < count; i++) {
            int agent = 1 + (int) ((long) i * STRIDE % crowd.agents());
            command.limitOrder(agent, FIRED, side, Crowd.QUANTITY_E8, limitE8);
            crowd.send(command.buffer(), command.length());
        }
        UnsafeBuffer advance = advanceTime();
        command.updatePrice(FIRED, limitE8, 1);
        long startNs = System.nanoTime();
        crowd.send(command.buffer(), command.length());
        while (crowd.openOrders() > before) {
            crowd.send(advance, advance.capacity());
        }
        double each = nsEach(startNs, count);
        crowd.send(prices[FIRED], prices[FIRED].capacity());
        return each;
    }

    private UnsafeBuffer advanceTime() {
        command.advanceTime();
        return copy();
    }

    /**
     * A step of eight shift registers that do not wait for each other: what the machine itself is capable of at the moment.
     */
    double machineAlone() {
        long startNs = System.nanoTime();
        for (int i = 0; i < STEPS; i++) {
            for (int register = 0; register < registers.length; register++) {
                long x = registers[register];
                x ^= x << 13;
                x ^= x >>> 7;
                registers[register] = x ^ x << 17;
            }
        }
        return nsEach(startNs, STEPS);
    }

    private long nextRandom() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random;
    }

    private static double nsEach(long startNs, int count) {
        return (double) (System.nanoTime() - startNs) / count;
    }
}
