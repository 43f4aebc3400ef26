package io.bullring.core.wallet;

/**
 * One portfolio as it was at one moment, copied by {@link Portfolios#read}. Reused by its reader; not safe for several
 * threads. Amounts are E8, times nanoseconds since 1970.
 */
public final class PortfolioImage {
    private static final int ROW_LONGS = 6;

    private final long[] rows;
    private int positionCount;
    private long portfolioId;
    private long startingBalanceE8;
    private long availableE8;
    private long heldE8;
    private long realizedPnlE8;
    private int openOrders;
    private long haltedDay;
    private long day;
    private long dayPnlE8;
    private long minute;
    private long minuteCount;

    /** An image with room for a portfolio that has held this many instruments. */
    public PortfolioImage(int maxInstruments) {
        rows = new long[maxInstruments * ROW_LONGS];
    }

    void startAt(long portfolio, long startingE8, long available, long held, long realizedE8, int open) {
        portfolioId = portfolio;
        startingBalanceE8 = startingE8;
        availableE8 = available;
        heldE8 = held;
        realizedPnlE8 = realizedE8;
        openOrders = open;
        positionCount = 0;
    }

    /** What the engine counts by UTC day and minute, and when it last did. */
    void countedAs(long halted, long ofDay, long pnlOfDayE8, long ofMinute, long countOfMinute) {
        haltedDay = halted;
        day = ofDay;
        dayPnlE8 = pnlOfDayE8;
        minute = ofMinute;
        minuteCount = countOfMinute;
    }

    boolean isFull() {
        return positionCount * ROW_LONGS == rows.length;
    }

    void add(int instrumentId, long available, long held, long costE8, long realizedE8, long openedNs) {
        int at = positionCount++ * ROW_LONGS;
        rows[at] = instrumentId;
        rows[at + 1] = available;
        rows[at + 2] = held;
        rows[at + 3] = costE8;
        rows[at + 4] = realizedE8;
        rows[at + 5] = openedNs;
    }

    public long portfolioId() {
        return portfolioId;
    }

    public long startingBalanceE8() {
        return startingBalanceE8;
    }

    public long availableE8() {
        return availableE8;
    }

    public long heldE8() {
        return heldE8;
    }

    public long realizedPnlE8() {
        return realizedPnlE8;
    }

    public int openOrders() {
        return openOrders;
    }

    /** Whether trading was halted on this UTC day. */
    public boolean isHalted(long onDay) {
        return haltedDay == onDay;
    }

    /** Realised result of this UTC day. */
    public long dayPnlE8(long ofDay) {
        return day == ofDay ? dayPnlE8 : 0;
    }

    /** Orders accepted in this UTC minute. */
    public long minuteCount(long ofMinute) {
        return minute == ofMinute ? minuteCount : 0;
    }

    /** Instruments ever held, those sold out included, in order of first purchase. */
    public int positionCount() {
        return positionCount;
    }

    public int instrumentId(int position) {
        return (int) rows[position * ROW_LONGS];
    }

    public long baseAvailableE8(int position) {
        return rows[position * ROW_LONGS + 1];
    }

    public long baseHeldE8(int position) {
        return rows[position * ROW_LONGS + 2];
    }

    public long costE8(int position) {
        return rows[position * ROW_LONGS + 3];
    }

    public long realizedPnlE8(int position) {
        return rows[position * ROW_LONGS + 4];
    }

    public long openedAtNs(int position) {
        return rows[position * ROW_LONGS + 5];
    }
}
