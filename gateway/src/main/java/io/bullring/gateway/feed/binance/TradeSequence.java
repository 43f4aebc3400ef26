package io.bullring.gateway.feed.binance;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Puts one symbol's trades in order. Their numbers are consecutive, so a repeat is recognised and passed over, and a hole is
 * seen: what comes behind it waits, first for the missing ones to come by themselves (out of order, or over the other of
 * two connections), then for the exchange to be asked for its last trades. What neither brings is lost, counted, and the
 * sequence goes on.
 *
 * <pre>
 *  ... 41 42 ▒▒ ▒▒ 45 46      next = 43; 45 and 46 wait
 *            │ 150 ms: the exchange is asked; it does not say, or 3 s: given up
 * </pre>
 *
 * A number from beyond a hole is believed when the exchange knows it, or when its successor has come as well: one that was
 * damaged on its way must not make all that follow look like repeats. The first trade of all is where the sequence begins.
 * For the feed's thread; times count from the feed's start.
 */
final class TradeSequence {
    static final int MAX_WAITING = 1_000;

    /** No trade has gone on since the feed came up. */
    static final long NO_PRICE = 0;

    private static final long GRACE_NS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long UNKNOWN = -1;

    private final Runnable askForLast;
    private final PriceOutlet outlet;
    private final TreeMap<Long, MarketTrade> waiting = new TreeMap<>();
    private long nextId = UNKNOWN;
    private long lastE8 = NO_PRICE;
    private long holeAtId = UNKNOWN;
    private long holeSinceNs;
    private boolean isAsked;
    private long gaps;
    private long lost;
    private long recovered;
    private long duplicates;
    private long strays;

    /** @param askForLast asks the exchange for its last trades, which come to {@link #onLast}, or not */
    TradeSequence(Runnable askForLast, PriceOutlet outlet) {
        this.askForLast = askForLast;
        this.outlet = outlet;
    }

    void onTrade(MarketTrade trade, long nowNs) {
        if (nextId == UNKNOWN) {
            nextId = trade.id();
        }
        if (trade.id() < nextId || waiting.putIfAbsent(trade.id(), trade) != null) {
            duplicates++;
            return;
        }
        goOn(nowNs);
    }

    /** The exchange's last trades, oldest first: those that are missing are among them, or lost. */
    void onLast(List<MarketTrade> trades, long nowNs) {
        if (!isHole() || !isAsked) {
            return;
        }
        long newestId = trades.isEmpty() ? UNKNOWN : trades.getLast().id();
        if (newestId >= waiting.firstKey()) {
            fill(trades);
            giveUp(nowNs);
        } else if (hasSuccessor()) {
            giveUp(nowNs);
        } else {
            waiting.pollFirstEntry();
            strays++;
            goOn(nowNs);
        }
    }

    /** The exchange does not say. */
    void onLastFailed(long nowNs) {
        if (isHole() && isAsked && hasSuccessor()) {
            giveUp(nowNs);
        }
    }

    /** Sends what can be sent, and sees to holes. */
    void step(long nowNs) {
        goOn(nowNs);
        if (!isHole()) {
            return;
        }
        if (waiting.size() >= MAX_WAITING || (nowNs - holeSinceNs >= PATIENCE_NS && hasSuccessor())) {
            giveUp(nowNs);
        } else if (!isAsked && nowNs - holeSinceNs >= GRACE_NS) {
            isAsked = true;
            gaps++;
            askForLast.run();
        }
    }

    /** The feed is down: what waits is too old when it comes up again. What is missing then will be asked for. */
    void onFeedDown() {
        lost += outlet.discard();
        waiting.clear();
        holeAtId = UNKNOWN;
        lastE8 = NO_PRICE;
    }

    /** Whether trades that are in order wait for room at the venue: then no more should be read. */
    boolean isHeldUp() {
        return !waiting.isEmpty() && waiting.firstKey() == nextId;
    }

    /** Whether anything could be sent if there were room. */
    boolean isWaitingForRoom() {
        return isHeldUp() || !outlet.isEmpty();
    }

    /** The number behind that of the last trade that went on. */
    long nextId() {
        return nextId;
    }

    /** The price of the last trade that went on, or {@link #NO_PRICE}. */
    long lastE8() {
        return lastE8;
    }

    long gaps() {
        return gaps;
    }

    long lost() {
        return lost;
    }

    long recovered() {
        return recovered;
    }

    long duplicates() {
        return duplicates;
    }

    /** Trades whose numbers belonged to nothing. */
    long strays() {
        return strays;
    }

    private void goOn(long nowNs) {
        while (isHeldUp() && outlet.add(waiting.firstEntry().getValue())) {
            lastE8 = waiting.pollFirstEntry().getValue().priceE8();
            nextId++;
        }
        outlet.flush();
        if (isHole() && holeAtId != nextId) {
            holeAtId = nextId;
            holeSinceNs = nowNs;
            isAsked = false;
        }
    }

    private boolean isHole() {
        return !waiting.isEmpty() && !isHeldUp();
    }

    private boolean hasSuccessor() {
        return waiting.containsKey(waiting.firstKey() + 1);
    }

    private void fill(List<MarketTrade> trades) {
        int before = waiting.size();
        for (MarketTrade trade : trades) {
            if (trade.id() >= nextId && trade.id() < waiting.lastKey()) {
                waiting.putIfAbsent(trade.id(), trade);
            }
        }
        recovered += waiting.size() - before;
    }

    /** Goes on behind the hole, if any of it is left. */
    private void giveUp(long nowNs) {
        if (isHole()) {
            lost += waiting.firstKey() - nextId;
            nextId = waiting.firstKey();
        }
        goOn(nowNs);
    }
}
