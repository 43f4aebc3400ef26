package io.bullring.gateway.feed.binance;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 *
 * <p>An exchange may number anew. Behind a repeat no time has passed: several trades in a row with lower numbers and later times than
 * the last one's are none, and the sequence begins again with them. Numbers that jump further than trades could have been made
 * are no loss either.
 *
 * <p>For the feed's thread; times count from the feed's start.
 */
final class TradeSequence {
    static final int MAX_WAITING = 1_000;

    /** No trade has gone on since the feed came up. */
    static final long NO_PRICE = 0;

    private static final long GRACE_NS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(3);

    /** Trades in a row that show that the exchange numbers anew. */
    private static final int RENUMBERED = 5;

    /** Trades of one symbol that no exchange makes in a second. */
    private static final long MOST_A_SECOND = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(TradeSequence.class);
    private static final long UNKNOWN = -1;

    private final String symbol;
    private final Runnable askForLast;
    private final PriceOutlet outlet;
    private final TreeMap<Long, MarketTrade> waiting = new TreeMap<>();
    private final List<MarketTrade> renumbered = new ArrayList<>(RENUMBERED);
    private long nextId = UNKNOWN;
    private long lastE8 = NO_PRICE;
    private long lastTimeNs;
    private long holeAtId = UNKNOWN;
    private long holeSinceNs;
    private boolean isAsked;
    private long gaps;
    private long lost;
    private long recovered;
    private long duplicates;
    private long strays;
    private long restarts;

    /** @param askForLast asks the exchange for its last trades, which come to {@link #onLast}, or not */
    TradeSequence(String symbol, Runnable askForLast, PriceOutlet outlet) {
        this.symbol = symbol;
        this.askForLast = askForLast;
        this.outlet = outlet;
    }

    void onTrade(MarketTrade trade, long nowNs) {
        if (nextId == UNKNOWN) {
            nextId = trade.id();
        }
        if (trade.id() < nextId && trade.timeNs() > lastTimeNs) {
            onLowerNumber(trade, nowNs);
        } else if (trade.id() < nextId || waiting.putIfAbsent(trade.id(), trade) != null) {
            duplicates++;
        } else {
            goOn(nowNs);
        }
    }

    /** It is no repeat of one that went on, for it was traded behind them all. */
    private void onLowerNumber(MarketTrade trade, long nowNs) {
        MarketTrade before = renumbered.isEmpty() ? null : renumbered.getLast();
        if (before != null && trade.id() <= before.id()) {
            if (trade.timeNs() <= before.timeNs()) {
                duplicates++;
                return;
            }
            strays += renumbered.size();
            renumbered.clear();
        }
        renumbered.add(trade);
        if (renumbered.size() == RENUMBERED) {
            restartAt(renumbered.getFirst().id());
            lost += waiting.size();
            waiting.clear();
            renumbered.forEach(next -> waiting.put(next.id(), next));
            renumbered.clear();
            goOn(nowNs);
        }
    }

    private void restartAt(long id) {
        if (restarts == 0) {
            LOG.warn("trades of {} are numbered anew, from {} on after {}; further times are only counted", symbol, id,
                    nextId - 1);
        }
        restarts++;
        nextId = id;
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
        renumbered.clear();
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

    /** How often the exchange began to number anew. */
    long restarts() {
        return restarts;
    }

    /** Trades whose numbers belonged to nothing. */
    long strays() {
        return strays;
    }

    private void goOn(long nowNs) {
        while (isHeldUp() && outlet.add(waiting.firstEntry().getValue().notBefore(lastTimeNs))) {
            MarketTrade gone = waiting.pollFirstEntry().getValue().notBefore(lastTimeNs);
            lastE8 = gone.priceE8();
            lastTimeNs = gone.timeNs();
            nextId++;
            strays += renumbered.size();
            renumbered.clear();
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
            MarketTrade next = waiting.firstEntry().getValue();
            long missing = next.id() - nextId;
            if (missing > mostBetween(lastTimeNs, next.timeNs())) {
                restartAt(next.id());
            } else {
                lost += missing;
                nextId = next.id();
            }
        }
        goOn(nowNs);
    }

    private static long mostBetween(long fromNs, long toNs) {
        return (Math.max(0, TimeUnit.NANOSECONDS.toSeconds(toNs - fromNs)) + 1) * MOST_A_SECOND;
    }
}
