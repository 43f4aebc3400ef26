package io.bullring.gateway.feed.binance;

import io.bullring.gateway.market.Depth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Keeps one symbol's book in step with the exchange, and shows it while it is.
 *
 * <pre>
 *            first change            snapshot, and all changes behind it
 *  EMPTY ────────────────► ASKING ───────────────────────────────────────► FOLLOWING ──┐ scarce: asks again,
 *    ▲                       │ ▲                                              │  ▲─────┘ and goes on meanwhile
 *    │   link lost           │ └── answer refused, failed or too old          │
 *    └───────────────────────┴────────────────────────────────────────────────┘
 *        a gap, a crossed book, another top than the exchange's: nothing is shown, and the book begins anew
 *        fewer levels known than are shown: nothing is shown until there are more
 * </pre>
 *
 * Changes that come while a snapshot is under way wait, so many at most; when there are more, the oldest give way, and
 * the snapshot, which will not fit, is asked for again. For the feed's thread; times count from the feed's start.
 */
final class DepthFollower {
    /** Changes that wait for a snapshot: a hundred seconds of them. */
    private static final int MAX_WAITING = 1_000;

    private static final BookTop NO_TOP = new BookTop(-1, 0, 0, 0, 0);

    /** Asks the exchange for a snapshot; the answer comes with this number. */
    interface SnapshotSource {
        void ask(long number);
    }

    private final SnapshotSource source;
    private final Consumer<Depth> shown;
    private final Backoff backoff;
    private final long quietNs;
    private final DepthBook book = new DepthBook();
    private final Deque<DepthDiff> waiting = new ArrayDeque<>();
    private BookTop lastTop = NO_TOP;
    private boolean isFollowing;
    private boolean isAsking;
    private boolean isShown;
    private boolean hasChanged;
    private long changedNs;
    private long number;
    private long nextAskNs;
    private long restarts;

    /**
     * @param shown told what is to be seen; null: nothing
     * @param quietNs without a change, after which the book is not shown until the next: nobody knows whether it is quiet or was
     *     forgotten
     */
    DepthFollower(SnapshotSource source, Consumer<Depth> shown, Backoff backoff, long quietNs) {
        this.source = source;
        this.shown = shown;
        this.backoff = backoff;
        this.quietNs = quietNs;
    }

    void onDiff(DepthDiff diff) {
        if (!isFollowing || isAsking) {
            keep(diff);
        }
        if (!isFollowing) {
            return;
        }
        switch (book.apply(diff)) {
            case APPLIED -> check();
            case GAP -> {
                restart();
                keep(diff);
            }
            case REPEATED -> {}
        }
    }

    /** The exchange's own word for what is best: where it speaks of the update that the book has reached, they must agree. */
    void onTop(BookTop top) {
        lastTop = top;
        if (isFollowing && !agreesWithTop()) {
            restart();
        }
    }

    void onSnapshot(long answered, DepthSnapshot snapshot) {
        if (!isAsking || answered != number) {
            return;
        }
        isAsking = false;
        if (!isFollowing || snapshot.lastId() >= book.lastId() || !waiting.isEmpty()) {
            begin(snapshot);
        }
    }

    /** One that nobody has asked for, as captures have them: a book that is in step and has levels enough needs none. */
    void onSnapshot(DepthSnapshot snapshot) {
        isAsking |= !isFollowing;
        onSnapshot(number, snapshot);
    }

    /** The exchange did not give it, and will not before so long. */
    void onSnapshotFailed(long answered, long nowNs, long notBeforeNs) {
        if (isAsking && answered == number) {
            isAsking = false;
            nextAskNs = nowNs + Math.max(notBeforeNs, backoff.nextNs());
        }
    }

    /** The connection is gone, and changes with it. */
    void onLinkLost() {
        forget();
        waiting.clear();
        isAsking = false;
    }

    /** Asks for a snapshot when one is needed, and the time has come; shows no book that has not changed for long. */
    void step(long nowNs) {
        if (hasChanged) {
            hasChanged = false;
            changedNs = nowNs;
        } else if (isShown && nowNs - changedNs >= quietNs) {
            hide();
        }
        boolean isNeeded = isFollowing ? book.isScarce() : !waiting.isEmpty();
        if (isNeeded && !isAsking && nowNs >= nextAskNs) {
            isAsking = true;
            number++;
            nextAskNs = nowNs + backoff.nextNs();
            source.ask(number);
        }
    }

    boolean isFollowing() {
        return isFollowing;
    }

    DepthBook book() {
        return book;
    }

    /** How often a book that was in step had to begin anew. */
    long restarts() {
        return restarts;
    }

    private void keep(DepthDiff diff) {
        if (waiting.size() == MAX_WAITING) {
            waiting.removeFirst();
        }
        waiting.addLast(diff);
    }

    /** A snapshot older than the first change that waits does not fit; it is asked for again. */
    private void begin(DepthSnapshot snapshot) {
        DepthDiff first = waiting.peekFirst();
        if (first != null && first.firstId() > snapshot.lastId() + 1) {
            return;
        }
        book.load(snapshot);
        isFollowing = true;
        while (isFollowing && !waiting.isEmpty()) {
            if (book.apply(waiting.removeFirst()) == DepthBook.Outcome.GAP) {
                restart();
            }
        }
        if (isFollowing) {
            backoff.reset();
            check();
        }
    }

    private void check() {
        if (book.isTooShort()) {
            hide();
        } else if (book.isCrossed() || !agreesWithTop()) {
            restart();
        } else {
            shown.accept(book.shown());
            isShown = true;
            hasChanged = true;
        }
    }

    /** What is best may be beyond the levels that are known: then there is nothing to compare. */
    private boolean agreesWithTop() {
        return book.isTooShort() || lastTop.updateId() != book.lastId() || book.hasTop(lastTop);
    }

    private void restart() {
        restarts++;
        forget();
        waiting.clear();
        isAsking = false;
    }

    private void forget() {
        isFollowing = false;
        lastTop = NO_TOP;
        hide();
    }

    private void hide() {
        isShown = false;
        shown.accept(null);
    }
}
