package io.bullring.gateway.reply;

import io.bullring.protocol.CancelReason;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What became of an order in a book within the command that placed or changed it: its trades added up, the first of them one by one,
 * and what is left. Amounts are E8. A reused view, only valid during the call that hands it over.
 *
 * <pre>
 *   left 8 │ released 8 │ executed 8 │ turnover 16 │ notional 8 │ fee 8 │ trades 4 │ reason 4
 *   then up to 16 trades, each:  fill id 8 │ price 8 │ quantity 8 │ notional 8 │ fee 8
 * </pre>
 */
public final class Outcome {
    /** Trades that are told one by one; the history has all of them. */
    public static final int MAX_TRADES = 16;

    /** In the place of a reason: what is left rests, or there is nothing left. */
    static final int NOT_CANCELLED = -1;

    static final int LEFT_OFFSET = 0;
    static final int RELEASED_OFFSET = 8;
    static final int EXECUTED_OFFSET = 16;
    static final int TURNOVER_HIGH_OFFSET = 24;
    static final int TURNOVER_LOW_OFFSET = 32;
    static final int NOTIONAL_OFFSET = 40;
    static final int FEE_OFFSET = 48;
    static final int COUNT_OFFSET = 56;
    static final int REASON_OFFSET = 60;
    static final int TRADES_OFFSET = 64;

    static final int FILL_OFFSET = 0;
    static final int PRICE_OFFSET = 8;
    static final int QUANTITY_OFFSET = 16;
    static final int TRADE_NOTIONAL_OFFSET = 24;
    static final int TRADE_FEE_OFFSET = 32;
    static final int TRADE_BYTES = 40;

    static final int MAX_BYTES = TRADES_OFFSET + MAX_TRADES * TRADE_BYTES;

    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);

    void wrap(DirectBuffer buffer, int offset, int length) {
        bytes.wrap(buffer, offset, length);
    }

    boolean isThere() {
        return bytes.capacity() > 0;
    }

    /** What rests; 0: the order is no longer open. */
    public long leftE8() {
        return bytes.getLong(LEFT_OFFSET);
    }

    /** What had been held for it and no longer is. */
    public long releasedE8() {
        return bytes.getLong(RELEASED_OFFSET);
    }

    /** What it traded. */
    public long executedE8() {
        return bytes.getLong(EXECUTED_OFFSET);
    }

    /** Upper 64 bits of the exact sum of quantity times price, E16. */
    public long turnoverHigh() {
        return bytes.getLong(TURNOVER_HIGH_OFFSET);
    }

    /** Lower 64 bits of it, unsigned. */
    public long turnoverLow() {
        return bytes.getLong(TURNOVER_LOW_OFFSET);
    }

    /** Sum of what the trades came to, each rounded, USDT. */
    public long notionalE8() {
        return bytes.getLong(NOTIONAL_OFFSET);
    }

    /** USDT. */
    public long feeE8() {
        return bytes.getLong(FEE_OFFSET);
    }

    /** How many trades there were. */
    public int tradeCount() {
        return bytes.getInt(COUNT_OFFSET);
    }

    /** How many of them are told one by one. */
    public int toldTrades() {
        return Math.min(tradeCount(), MAX_TRADES);
    }

    /** Why the rest was cancelled, null: it was not. */
    public CancelReason cancelReason() {
        int code = bytes.getInt(REASON_OFFSET);
        return code == NOT_CANCELLED ? null : CancelReason.get((short) code);
    }

    /** @param trade 0 to {@link #toldTrades}, that excluded, as for the others */
    public long fillId(int trade) {
        return ofTrade(trade, FILL_OFFSET);
    }

    public long priceE8(int trade) {
        return ofTrade(trade, PRICE_OFFSET);
    }

    public long quantityE8(int trade) {
        return ofTrade(trade, QUANTITY_OFFSET);
    }

    public long notionalE8(int trade) {
        return ofTrade(trade, TRADE_NOTIONAL_OFFSET);
    }

    public long feeE8(int trade) {
        return ofTrade(trade, TRADE_FEE_OFFSET);
    }

    private long ofTrade(int trade, int field) {
        return bytes.getLong(TRADES_OFFSET + trade * TRADE_BYTES + field);
    }
}
