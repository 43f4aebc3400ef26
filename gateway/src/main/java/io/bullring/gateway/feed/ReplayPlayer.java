package io.bullring.gateway.feed;

import io.bullring.gateway.market.Price;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays what was recorded of some instruments into a feed's line, a step at a time, all at the time that recorded time has come to: a session is
 * over once each of them has ended. One thread, the feed's; it never waits but for the answer to what it says of the feed's state. The
 * recorded books follow, a little at each step, after the prices.
 */
final class ReplayPlayer {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayPlayer.class);
    private static final long PRESSURE_PAUSE_NS = 1_000_000;

    private final List<ReplayTrack> tracks;
    private final ReplayConfig config;
    private final FeedLine line;
    private final LongSupplier wallClockNs;
    private final Pacing pacing;
    private long lastMessageNs;
    private long stoodMs; // where playing was, milliseconds since 1970; 0: nowhere

    /** @param wallClockNs nanoseconds since 1970, UTC: what the trades are dated with */
    ReplayPlayer(List<ReplayTrack> tracks, ReplayConfig config, FeedLine line, LongSupplier wallClockNs) {
        this.tracks = List.copyOf(tracks);
        this.config = config;
        this.line = line;
        this.wallClockNs = wallClockNs;
        this.pacing = new Pacing(config.speed());
    }

    /**
     * Goes on behind the venue's last prices, if each is that of the trade at its place. Otherwise another recording was played, whose
     * session ends: orders that rest for its prices are not to meet a jump that was none, and this one begins.
     *
     * @param last of each instrument, in the order of the tracks; null: it has none
     */
    void goOn(List<Price> last, long nowNs) throws InterruptedException {
        if (IntStream.range(0, tracks.size()).allMatch(i -> isOfRecording(tracks.get(i), last.get(i)))) {
            stand(last);
            begin(nowNs);
            return;
        }
        LOG.warn("another recording was played before this one: its session ends, and this one begins");
        line.say(FeedState.UP, FeedReason.CONNECTED);
        line.say(FeedState.DOWN, FeedReason.SESSION_END);
        beginAnew(nowNs);
    }

    private static boolean isOfRecording(ReplayTrack track, Price last) {
        if (last == null) {
            return true;
        }
        long at = last.tradeId();
        Recording recording = track.recording();
        return at >= 1 && at <= recording.size() && recording.priceE8((int) at) == last.lastE8();
    }

    /**
     * The newest of all prices tells where playing was. An instrument whose own was before that goes on behind it; one whose own is of the
     * session before, or that has none, with what is later.
     */
    private void stand(List<Price> last) {
        int newest = IntStream.range(0, tracks.size())
                .filter(i -> last.get(i) != null)
                .boxed()
                .max(Comparator.comparingLong(i -> last.get(i).timeNs()))
                .orElse(-1);
        if (newest < 0) {
            tracks.forEach(track -> track.beginBehind(0));
            return;
        }
        long timeMs = timeMs(tracks.get(newest), last.get(newest));
        stoodMs = timeMs;
        for (int i = 0; i < tracks.size(); i++) {
            ReplayTrack track = tracks.get(i);
            Price own = last.get(i);
            if (own != null && timeMs(track, own) <= timeMs) {
                track.beginBehind(own.tradeId());
            } else {
                track.beginAfter(timeMs);
            }
        }
    }

    private static long timeMs(ReplayTrack track, Price price) {
        return track.recording().timeMs((int) price.tradeId());
    }

    /** Has the feed come up, and stands before the first trade of all. */
    void beginAnew(long nowNs) throws InterruptedException {
        tracks.forEach(track -> track.beginBehind(0));
        stoodMs = 0;
        begin(nowNs);
    }

    /** Has the feed come up, where the tracks stand; what they have from before playing was there is due at once. */
    void begin(long nowNs) throws InterruptedException {
        line.say(FeedState.UP, FeedReason.CONNECTED);
        lastMessageNs = nowNs;
        pacing.beginAt(
                tracks.stream().mapToLong(track -> Math.max(stoodMs, track.nextMs())).min().orElseThrow(), nowNs);
    }

    /**
     * Plays what is due.
     *
     * @param nowNs of a clock that only measures distances
     * @return how long there will be nothing to do, nanoseconds
     */
    long step(long nowNs) throws InterruptedException {
        if (tracks.stream().allMatch(ReplayTrack::hasEnded)) {
            line.say(FeedState.DOWN, FeedReason.SESSION_END);
            beginAnew(nowNs);
        }
        long restNs = playDue(nowNs);
        for (ReplayTrack track : tracks) {
            restNs = Math.min(restNs, track.follow(pacing, nowNs));
        }
        return restNs;
    }

    private long playDue(long nowNs) throws InterruptedException {
        long wallNs = wallClockNs.getAsLong();
        boolean hasPlayed = false;
        boolean hasRoom = true;
        for (ReplayTrack track : tracks) {
            if (track.isWaiting(pacing, nowNs)) {
                boolean isTaken = track.play(line, pacing, nowNs, config.maxLatenessNs(), wallNs);
                hasPlayed |= isTaken;
                hasRoom &= isTaken;
            }
        }
        if (hasPlayed) {
            lastMessageNs = nowNs;
        }
        if (!hasRoom) {
            return PRESSURE_PAUSE_NS;
        }
        return hasPlayed ? 0 : rest(nowNs);
    }

    private long rest(long nowNs) throws InterruptedException {
        if (nowNs - lastMessageNs >= config.heartbeatNs()) {
            line.say(FeedState.UP, FeedReason.CONNECTED);
            lastMessageNs = nowNs;
        }
        long untilHeartbeatNs = config.heartbeatNs() - (nowNs - lastMessageNs);
        long nextMs = tracks.stream().mapToLong(ReplayTrack::nextMs).min().orElseThrow();
        return Math.min(untilHeartbeatNs, pacing.untilNs(nextMs, nowNs));
    }
}
