package io.bullring.gateway.feed.binance;

import io.bullring.gateway.feed.FeedConnection;
import java.util.function.Supplier;

/**
 * Keeps a connection to the streams.
 *
 * <pre>
 *            due                first message                    renewal due, first message of the successor
 *  WAITING ───────► CONNECTING ───────────────► CONNECTED ═════════════════════════════════════════════════╗
 *     ▲                 │                        │    ▲                                                     ║
 *     └─────────────────┴────────────────────────┘    ╚═══════════ after the overlap, the old one is cut ═══╝
 *        refused, silent, deaf to pings, ended: wait longer each time
 * </pre>
 *
 * While there are two, both are listened to, and whatever comes twice is recognised by its number. When the old one ends
 * before the overlap does, the successor takes its place, and nobody notices. For the feed's thread; times count from the feed's
 * start.
 */
final class LinkKeeper {
    private final Supplier<Link> dialer;
    private final BinanceConfig.Timing timing;
    private final Backoff backoff;
    private Held current;
    private Held successor;
    private long nextDialNs;
    private long attempts;

    /** @param dialer begins to connect, without waiting */
    LinkKeeper(Supplier<Link> dialer, BinanceConfig.Timing timing, Backoff backoff) {
        this.dialer = dialer;
        this.timing = timing;
        this.backoff = backoff;
    }

    /** A connection, and when it was heard. */
    private static final class Held {
        private final Link link;
        private final long dialedNs;
        private long firstHeardNs;
        private long lastHeardNs;
        private long pingedNs;
        private boolean isHeard;
        private boolean isPinged;

        Held(Link link, long dialedNs) {
            this.link = link;
            this.dialedNs = dialedNs;
        }

        void heard(long nowNs) {
            if (!isHeard) {
                isHeard = true;
                firstHeardNs = nowNs;
                pingedNs = nowNs;
            }
            lastHeardNs = nowNs;
        }

        void pingWhenDue(long nowNs, long pingNs) {
            if (isHeard && !isPinged && nowNs - pingedNs >= pingNs) {
                isPinged = true;
                pingedNs = nowNs;
                link.ping();
            }
        }

        void answered() {
            isPinged = false;
        }

        /** An answer may wait behind messages that the venue had no room for, so those show life, too. */
        boolean isDead(long nowNs, BinanceConfig.Timing timing) {
            if (!isHeard) {
                return nowNs - dialedNs >= timing.connectNs();
            }
            boolean isDeaf = isPinged && nowNs - Math.max(pingedNs, lastHeardNs) >= timing.pongNs();
            return isDeaf || nowNs - lastHeardNs >= timing.silenceNs();
        }
    }

    /** Connects, renews and gives up what is due. */
    void step(long nowNs) {
        if (current != null && current.isDead(nowNs, timing)) {
            giveUp(nowNs);
        }
        if (successor != null && successor.isDead(nowNs, timing)) {
            successor.link.cut();
            onEnded(successor.link, nowNs);
        }
        if (current == null && nowNs >= nextDialNs) {
            attempts++;
            current = dial(nowNs);
        }
        if (isConnected()) {
            renew(nowNs);
        }
        if (current != null) {
            current.pingWhenDue(nowNs, timing.pingNs());
        }
        if (successor != null) {
            successor.pingWhenDue(nowNs, timing.pingNs());
        }
    }

    /** A ping was answered. */
    void onPong(Link link) {
        Held held = held(link);
        if (held != null) {
            held.answered();
        }
    }

    /** A message has come; false when it is from a connection that was given up, and not to be listened to. */
    boolean onMessage(Link link, long nowNs) {
        Held held = held(link);
        if (held == null) {
            return false;
        }
        if (!held.isHeard) {
            backoff.reset();
        }
        held.heard(nowNs);
        return true;
    }

    /** A connection could not be made, or has ended; false when it had been given up before. */
    boolean onEnded(Link link, long nowNs) {
        Held held = held(link);
        if (held == null) {
            return false;
        }
        if (held == current) {
            current = successor;
        }
        successor = null;
        nextDialNs = nowNs + backoff.nextNs();
        return true;
    }

    /** What the connection brings is of no use: a successor takes its place, or another is made. */
    void giveUp(long nowNs) {
        if (current != null) {
            current.link.cut();
            onEnded(current.link, nowNs);
        }
    }

    /** Whether messages come. */
    boolean isConnected() {
        return current != null && current.isHeard;
    }

    FeedConnection.State state() {
        if (current == null) {
            return FeedConnection.State.WAITING;
        }
        return current.isHeard ? FeedConnection.State.CONNECTED : FeedConnection.State.CONNECTING;
    }

    /** Connections that were begun in place of one that had been lost, or could not be made. */
    long reconnects() {
        return Math.max(0, attempts - 1);
    }

    void cutAll() {
        if (current != null) {
            current.link.cut();
        }
        if (successor != null) {
            successor.link.cut();
        }
        current = null;
        successor = null;
    }

    private void renew(long nowNs) {
        if (successor == null && nowNs - current.firstHeardNs >= timing.renewalNs() && nowNs >= nextDialNs) {
            successor = dial(nowNs);
        } else if (successor != null
                && successor.isHeard
                && nowNs - successor.firstHeardNs >= timing.overlapNs()) {
            current.link.cut();
            current = successor;
            successor = null;
        }
    }

    private Held dial(long nowNs) {
        return new Held(dialer.get(), nowNs);
    }

    private Held held(Link link) {
        if (current != null && current.link.equals(link)) {
            return current;
        }
        return successor != null && successor.link.equals(link) ? successor : null;
    }
}
