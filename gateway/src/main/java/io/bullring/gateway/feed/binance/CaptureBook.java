package io.bullring.gateway.feed.binance;

import io.bullring.gateway.feed.RecordedBook;
import io.bullring.gateway.feed.RecordingDamage;
import io.bullring.gateway.market.Depth;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One symbol's book out of captures: their lines are read once more, while the trades are played, and followed as those of a live
 * market are.
 *
 * <pre>
 *  line ──► change ──► waits for its time ──► DepthFollower ──► shown
 *       └─► snapshot, top of the book ───────────┘
 * </pre>
 *
 * A change counts from when the exchange told of it; snapshots and tops, which bear no time, at their place between the changes. A
 * snapshot does not say of which symbol it is, so it is shown only once a change has followed it. A change of a futures market does
 * not (they are numbered otherwise), so such a market has no book here. What cannot be read leaves the book out of step until the next
 * snapshot; a file that cannot be read is the end, until the recording begins anew. The first of either is
 * logged.
 */
final class CaptureBook implements RecordedBook {
    /** Lines that are read at once, so that trades are not late for them: 0.1 ms as a rule, 0.6 when playing outruns reading. */
    private static final int MOST_LINES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(CaptureBook.class);

    private final List<Path> files;
    private final String symbol;
    private Iterator<Path> nextFiles;
    private Path file;
    private BufferedReader lines;
    private DepthFollower follower;
    private DepthDiff waiting;
    private Depth depth;

    /** Where the book stands by a snapshot alone, which may be another symbol's. */
    private long doubtfulId;

    private boolean hasEnded;
    private boolean isBehind;
    private boolean hasComplained;

    /** @param files captures, in their order */
    CaptureBook(List<Path> files, String symbol) {
        this.files = List.copyOf(files);
        this.symbol = symbol;
        begin();
    }

    @Override
    public void begin() {
        close();
        nextFiles = files.iterator();
        follower = new DepthFollower(
                number -> {}, // it comes when it comes
                shown -> depth = shown,
                new Backoff(1, 1, new SplittableRandom(0)),
                BinanceConfig.Timing.USUAL.quietNs());
        waiting = null;
        depth = null;
        doubtfulId = -1;
        hasEnded = false;
        isBehind = false;
    }

    @Override
    public long reach(long timeMs) {
        long timeNs = TimeUnit.MILLISECONDS.toNanos(timeMs);
        for (int i = 0; i < MOST_LINES && isBefore(timeNs); i++) {
            goOn();
        }
        isBehind = isBefore(timeNs);
        follower.step(timeNs);
        if (hasEnded) {
            return NEVER_MS;
        }
        return isBehind ? timeMs : TimeUnit.NANOSECONDS.toMillis(waiting.timeNs());
    }

    @Override
    public Depth depth() {
        return isBehind || depth == null || depth.updateId() == doubtfulId ? null : depth;
    }

    @Override
    public void close() {
        try {
            if (lines != null) {
                lines.close();
            }
        } catch (IOException e) {
            complain(e);
        }
        lines = null;
    }

    private boolean isBefore(long timeNs) {
        return !hasEnded && (waiting == null || waiting.timeNs() <= timeNs);
    }

    private void goOn() {
        if (waiting != null) {
            follower.onDiff(waiting);
            waiting = null;
            return;
        }
        try {
            read();
        } catch (FrameDamage e) {
            complain(e);
            follower.onLinkLost();
        } catch (IOException | RecordingDamage e) {
            complain(e);
            end();
        }
    }

    private void read() throws IOException, FrameDamage {
        String line = lines == null ? null : lines.readLine();
        if (line != null) {
            take(line);
        } else if (nextFiles.hasNext()) {
            close();
            file = nextFiles.next();
            lines = RecordingFiles.lines(file);
        } else {
            end();
        }
    }

    /** Most lines are trades, which were read already. */
    private void take(String line) throws FrameDamage {
        String message = line.substring(line.indexOf(' ') + 1);
        if (message.startsWith(CaptureLines.SNAPSHOT)) {
            DepthSnapshot snapshot = Exchange.readSnapshot(ExchangeJson.parse(message));
            doubtfulId = follower.isFollowing() ? doubtfulId : snapshot.lastId();
            follower.onSnapshot(snapshot);
        } else if (!line.isBlank() && !CaptureLines.isAnswer(message) && !message.contains("@trade\"")) {
            take(FrameReader.read(message));
        }
    }

    private void take(Frame frame) {
        if (!frame.symbol().equals(symbol)) {
            return;
        }
        switch (frame) {
            case Frame.OfDepth of -> waiting = of.diff();
            case Frame.OfTop of -> follower.onTop(of.top());
            default -> {}
        }
    }

    private void end() {
        hasEnded = true;
        follower.onLinkLost();
        close();
    }

    private void complain(Exception e) {
        if (!hasComplained) {
            hasComplained = true;
            LOG.warn("{}: its book cannot be shown before another snapshot, the trades go on: {}", file,
                    e.getMessage());
        }
    }
}
