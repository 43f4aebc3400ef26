package io.bullring.gateway.ws;

import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.WideAmount;
import io.bullring.gateway.push.Tick;
import io.bullring.gateway.ws.Subscription.Dialect;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * The candle that runs at present in one channel, and who hears of it.
 *
 * <pre>
 *   ticks      x x  x        x                    x          x: a trade
 *   told       r      r     cr          c  c     cr          r: running, once a second at most   c: closed, once
 *              ├─── 1m ────┼─── 1m ────┼── 1m ──┼── 1m ──
 * </pre>
 *
 * The values are the history's; here is only which candle it is, and when to tell. A candle ends when a trade of a later one
 * comes, and, in a market whose trades are dated by the venue's time, when that time has passed. One without a trade is told
 * with the close before it. A trade that comes after the end of its candle changes it in the history, but it is not told
 * again. One that is dated into a time that has not come, neither for the venue nor for this machine, is none of the channel. For one event
 * loop.
 */
final class RunningCandle {
    private static final long NONE = Long.MIN_VALUE;

    /** How long after its end a candle may still get a trade: one behind a hole waits up to 3 s for what is missing. */
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(4);

    /** A trade dated farther than this from when it came is of a recording with a time of its own. */
    private static final long SAME_TIME_NS = TimeUnit.MINUTES.toNanos(1);

    private final Channel channel;
    private final String key;
    private final CandleInterval interval;
    private final LongFunction<Candle> history;
    private final long pauseNs;
    private final int maxEmpty;
    private final Set<Socket> audience = new LinkedHashSet<>();
    private long openNs = NONE;
    private long closeE8;
    private boolean isOurTime;
    private boolean changed;
    private long sentNs;

    /** @param history the candle that begins at a time, or null */
    RunningCandle(Channel channel, LongFunction<Candle> history, SocketConfig config, long nowNs) {
        this.channel = channel;
        this.key = channel.key();
        this.interval = channel.candleInterval();
        this.history = history;
        this.pauseNs = TimeUnit.MILLISECONDS.toNanos(config.candleIntervalMs());
        this.maxEmpty = config.maxEmptyCandles();
        this.sentNs = nowNs - pauseNs;
    }

    /** Begins where the market is, telling nothing. */
    void beginAt(Tick last, long venueNs, long wallNs) {
        if (isAhead(last, wallNs)) {
            return;
        }
        look(last);
        openNs = interval.openNs(last.tradeTimeNs());
        if (isOurTime) {
            openNs = Math.max(openNs, interval.openNs(venueNs - GRACE_NS));
        }
        closeE8 = last.priceE8();
    }

    boolean isUnheard() {
        return audience.isEmpty();
    }

    void add(Socket socket) {
        audience.add(socket);
    }

    void remove(Socket socket) {
        audience.remove(socket);
    }

    void closeAll(CloseReason reason) {
        audience.forEach(socket -> socket.close(reason));
    }

    void onTick(Tick tick, long nowNs, long wallNs) {
        if (isAhead(tick, wallNs)) {
            return;
        }
        look(tick);
        long open = interval.openNs(tick.tradeTimeNs());
        if (openNs == NONE) {
            openNs = open;
        }
        if (open < openNs) {
            return;
        }
        closeUpTo(open);
        closeE8 = tick.priceE8();
        changed = true;
        tellIfDue(nowNs);
    }

    void sweep(long nowNs, long venueNs) {
        if (openNs != NONE && isOurTime) {
            closeUpTo(interval.openNs(venueNs - GRACE_NS));
        }
        tellIfDue(nowNs);
    }

    private static boolean isAhead(Tick tick, long wallNs) {
        return tick.tradeTimeNs() - Math.max(tick.timeNs(), wallNs) >= SAME_TIME_NS;
    }

    private void look(Tick tick) {
        isOurTime = Math.abs(tick.timeNs() - tick.tradeTimeNs()) < SAME_TIME_NS;
    }

    private void closeUpTo(long open) {
        if (openNs >= open) {
            return;
        }
        for (int told = 0; told < maxEmpty && openNs < open; told++) {
            Candle candle = history.apply(openNs);
            Candle last = candle == null ? emptyAt(openNs) : candle;
            closeE8 = last.closeE8();
            tell(last, true);
            openNs += interval.lengthNs();
        }
        openNs = open;
        changed = false;
    }

    private void tellIfDue(long nowNs) {
        if (!changed || nowNs - sentNs < pauseNs) {
            return;
        }
        changed = false;
        Candle candle = history.apply(openNs);
        if (candle != null) {
            sentNs = nowNs;
            tell(candle, false);
        }
    }

    private void tell(Candle candle, boolean closed) {
        Map<Dialect, String> texts = new EnumMap<>(Dialect.class);
        for (Socket socket : audience) {
            String text = texts.computeIfAbsent(
                    socket.dialectOf(channel), form -> MarketMessages.candle(channel, candle, closed, form));
            if (closed) {
                socket.sendLast(key, text);
            } else {
                socket.sendLatest(key, text);
            }
        }
    }

    private Candle emptyAt(long timeNs) {
        return new Candle(
                timeNs, closeE8, closeE8, closeE8, closeE8, WideAmount.ZERO, 0, timeNs, 0, timeNs, 0, WideAmount.ZERO,
                false);
    }
}
