package io.bullring.gateway.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where each row stands. Keys are compared as unsigned bytes, so that the newest row of an agent is the first one behind
 * its prefix, and a listing is one walk forwards.
 *
 * <pre>
 *  0                                            checkpoint
 *  1                                            version of these layouts
 *  2 │ agent id 4 │ descending order id 8       closed order that was open
 *  3 │ agent id 4 │ descending order id 8       open order
 *  4 │ agent id 4 │ descending fill id 8 │ side of the trade 1    fill of an order that was open
 *  5 │ agent id 4 │ descending portfolio id 8   portfolio that was closed
 *  6 │ agent id 4 │ descending portfolio id 8   portfolio
 *  8 │ instrument id 4 │ interval 1 │ descending begin 8    candle
 *  9 │ agent id 4                             counts
 * 10 │ agent id 4 │ descending sequence 8       grant
 * 11 │ agent id 4 │ descending order id 8       order that was filled at once, and its fill
 * 12 │ instrument id 4 │ descending fill id 8  trade in a book, as the fill of the order that took
 * 13 │ agent id 4 │ length of the name 1 │ name │ descending order id 8   order with a client order id: its id
 * </pre>
 *
 * Whoever asks for an order knows whose it is, hence no index from its id to its agent.
 */
final class HistoryKey {
    static final byte ORDER = 2;
    static final byte OPEN_ORDER = 3;
    static final byte FILL = 4;
    static final byte CLOSED_PORTFOLIO = 5;
    static final byte PORTFOLIO = 6;
    static final byte COUNT = 9;
    static final byte GRANT = 10;
    static final byte AT_ONCE = 11;
    static final byte NAME = 13;

    private static final byte CANDLE = 8;
    private static final byte TRADE = 12;

    private static final int AGENT_BYTES = 1 + Integer.BYTES;

    private HistoryKey() {}

    static byte[] checkpoint() {
        return new byte[]{0};
    }

    static byte[] version() {
        return new byte[]{1};
    }

    /** A row of an agent; the number is an id or a sequence. */
    static byte[] ofAgent(byte table, int agentId, long number) {
        return numbered(ofAgent(table, agentId), number);
    }

    /** The prefix of some rows of an agent, and a number behind it. */
    static byte[] numbered(byte[] prefix, long number) {
        return ByteBuffer.allocate(prefix.length + Long.BYTES)
                .put(prefix)
                .putLong(descending(number))
                .array();
    }

    /** The number in the key of an agent's row. */
    static long number(byte[] key) {
        return descending(ByteBuffer.wrap(key).getLong(AGENT_BYTES));
    }

    /** An agent that trades with itself has two fills of one id: that of the taker, told last, comes first. */
    static byte[] fill(int agentId, long fillId, boolean isMakers) {
        return ByteBuffer.allocate(14)
                .put(ofAgent(FILL, agentId, fillId))
                .put((byte) (isMakers ? 1 : 0))
                .array();
    }

    /** Before all rows of an agent, and behind all rows of the one before it. */
    static byte[] ofAgent(byte table, int agentId) {
        return ByteBuffer.allocate(AGENT_BYTES).put(table).putInt(agentId).array();
    }

    /** Before all orders of an agent that have this client order id, ASCII; its length tells it from one that begins so. */
    static byte[] ofName(int agentId, String clientOrderId) {
        byte[] name = clientOrderId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(AGENT_BYTES + 1 + name.length)
                .put(ofAgent(NAME, agentId))
                .put((byte) name.length)
                .put(name)
                .array();
    }

    static byte[] counts(int agentId) {
        return ofAgent(COUNT, agentId);
    }

    static byte[] trade(int instrumentId, long fillId) {
        return ByteBuffer.allocate(13)
                .put(trades(instrumentId))
                .putLong(descending(fillId))
                .array();
    }

    static byte[] trades(int instrumentId) {
        return ByteBuffer.allocate(5).put(TRADE).putInt(instrumentId).array();
    }

    static byte[] candle(int instrumentId, CandleInterval interval, long openNs) {
        return ByteBuffer.allocate(14)
                .put(CANDLE)
                .putInt(instrumentId)
                .put(interval.code())
                .putLong(descending(openNs))
                .array();
    }

    static byte[] candles(int instrumentId, CandleInterval interval) {
        return ByteBuffer.allocate(6)
                .put(CANDLE)
                .putInt(instrumentId)
                .put(interval.code())
                .array();
    }

    static boolean hasPrefix(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The first key behind all that have the prefix. */
    static byte[] behind(byte[] prefix) {
        byte[] next = prefix.clone();
        int at = next.length - 1;
        while (++next[at] == 0) {
            at--;
        }
        return next;
    }

    /** The larger the signed number, the smaller its bytes; and back again. */
    private static long descending(long number) {
        return ~(number ^ Long.MIN_VALUE);
    }
}
