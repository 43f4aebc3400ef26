package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.gateway.market.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DepthFollowerTest {
    private static final long MS = 1_000_000L;
    private static final long NO_PAUSE = 0;

    private final List<Long> asked = new ArrayList<>();
    private Depth shown;
    private final DepthFollower follower =
            new DepthFollower(
                    asked::add, depth -> shown = depth, new Backoff(100 * MS, 800 * MS, new Random(1)), 15_000 * MS);

    @Test
    void shouldAskOnceTheFirstChangeIsThereAndApplyWhatIsBehindTheSnapshot() {
        follower.step(0);
        assertEquals(List.of(), asked);
        follower.onDiff(diff(8, 10, "99:1", ""));
        follower.step(0);
        follower.onDiff(diff(11, 12, "98:2", "102:5"));
        assertNull(shown);
        follower.onSnapshot(1, snapshot(10, "97:3", "101:4"));

        assertEquals(List.of(1L), asked);
        assertEquals("12: 98:2 97:3 | 101:4 102:5", text(shown));
    }

    @Test
    void shouldTakeAwayLevelsThatAreEmpty() {
        begin(snapshot(10, "99:1 98:1", "101:1"));
        follower.onDiff(diff(11, 12, "99:0 97:4 55:0", ""));

        assertEquals("12: 98:1 97:4 | 101:1", text(shown));
    }

    @Test
    void shouldPassOverRepeatsAndTakeChangesCutAtOtherPlaces() {
        begin(snapshot(10, "99:1", "101:1"));
        follower.onDiff(diff(11, 14, "98:1", ""));
        follower.onDiff(diff(11, 14, "98:7", ""));
        follower.onDiff(diff(13, 16, "98:2", "")); // of a second connection

        assertEquals("16: 99:1 98:2 | 101:1", text(shown));
        assertEquals(0, follower.restarts());
    }

    @Test
    void shouldShowNoBookThatHasNotChangedForLongUntilItDoes() {
        begin(snapshot(10, "99:1", "101:1"));
        follower.onDiff(diff(11, 12, "98:1", ""));
        follower.step(1_000 * MS);
        follower.step(15_999 * MS);
        assertEquals("12: 99:1 98:1 | 101:1", text(shown));
        follower.onDiff(diff(11, 12, "98:1", "")); // a repeat is no change
        follower.step(16_000 * MS);
        assertNull(shown);
        follower.onDiff(diff(13, 14, "98:2", ""));
        follower.step(17_000 * MS);

        assertEquals("14: 99:1 98:2 | 101:1", text(shown));
        assertEquals(0, follower.restarts());
    }

    @Test
    void shouldShowNothingAfterAGapUntilANewSnapshotFits() {
        begin(snapshot(10, "99:1", "101:1"));
        follower.onDiff(diff(13, 14, "98:1", ""));
        assertNull(shown);
        follower.step(1_000 * MS);
        follower.onSnapshot(2, snapshot(11, "99:1", "101:1")); // older than the change that waits
        assertNull(shown);
        follower.step(2_000 * MS);
        follower.onSnapshot(3, snapshot(13, "99:5", "101:5"));

        assertEquals("14: 99:5 98:1 | 101:5", text(shown));
        assertEquals(1, follower.restarts());
    }

    @Test
    void shouldBeginAnewWhenTheBookIsCrossed() {
        begin(snapshot(10, "99:1", "101:1"));
        follower.onDiff(diff(11, 11, "101:1", ""));

        assertNull(shown);
        assertEquals(1, follower.restarts());
    }

    @Test
    void shouldBeginAnewWhenTheExchangeStatesAnotherTopOfTheSameUpdate() {
        begin(snapshot(10, "99:1", "101:1"));
        follower.onTop(new BookTop(9, 1, 1, 2, 1)); // of another update: says nothing
        follower.onTop(new BookTop(10, 99, 1, 101, 1));
        assertNotNull(shown);
        follower.onTop(new BookTop(10, 99, 2, 101, 1));

        assertNull(shown);
    }

    @Test
    void shouldWaitLongerAfterEachRefusalAndAsLongAsTheExchangeWishes() {
        follower.onDiff(diff(8, 10, "99:1", ""));
        follower.step(0);
        follower.onSnapshotFailed(1, 0, 5_000 * MS);
        follower.step(5_000 * MS - 1);
        assertEquals(List.of(1L), asked);
        follower.step(5_000 * MS);

        assertEquals(List.of(1L, 2L), asked);
    }

    @Test
    void shouldNotTakeAnAnswerOfAConnectionBefore() {
        follower.onDiff(diff(8, 10, "99:1", ""));
        follower.step(0);
        follower.onLinkLost();
        follower.onSnapshot(1, snapshot(10, "99:1", "101:1"));

        assertNull(shown);
    }

    @Test
    void shouldNotTakeAnAnswerToAnEarlierQuestionForTheOneToTheLast() {
        follower.onDiff(diff(8, 10, "99:1", ""));
        follower.step(0);
        follower.onLinkLost();
        follower.onDiff(diff(11, 12, "98:2", ""));
        follower.step(1_000 * MS);
        assertEquals(List.of(1L, 2L), asked);
        follower.onSnapshot(1, snapshot(10, "97:7", "101:7"));
        assertNull(shown);
        follower.onSnapshot(2, snapshot(10, "97:3", "101:4"));

        assertEquals("12: 98:2 97:3 | 101:4", text(shown));
    }

    @Test
    void shouldAskAgainBeforeTheKnownLevelsRunOutAndGoOnMeanwhile() {
        begin(fullSnapshot(10, 10_000, 20_000));
        StringBuilder gone = new StringBuilder();
        IntStream.range(0, 801).forEach(i -> gone.append(20_000 + i).append(":0 "));
        follower.onDiff(diff(11, 11, "", gone.toString().strip()));
        follower.step(10_000 * MS);
        assertEquals(List.of(1L, 2L), asked);
        assertEquals(20_801, shown.asks().priceE8(0));

        follower.onDiff(diff(12, 12, "", "20801:7"));
        follower.onSnapshot(2, fullSnapshot(11, 10_000, 20_801));
        assertEquals("12 20801:7", shown.updateId() + " " + shown.asks().priceE8(0) + ":" + shown.asks().quantityE8(0));
        assertEquals(0, follower.restarts());
    }

    @Test
    void shouldNotForgetWhenTheBookChangedLastBecauseOfASnapshot() {
        begin(snapshot(10, "99:1", "101:1"));
        assertEquals(0, shown.timeNs());
        follower.onDiff(diff(11, 12, "98:1", ""));
        follower.step(10_000 * MS);
        follower.onDiff(diff(14, 14, "97:1", "")); // a gap
        follower.step(20_000 * MS);
        follower.onSnapshot(2, snapshot(14, "99:1 97:1", "101:1"));

        assertEquals("14: 99:1 97:1 | 101:1", text(shown));
        assertEquals(1, shown.timeNs());
    }

    @Test
    void shouldShowNothingWhileFewerLevelsAreKnownThanAreShownAndGoOnWithoutANewSnapshot() {
        begin(fullSnapshot(10, 10_000, 20_000));
        StringBuilder gone = new StringBuilder();
        StringBuilder back = new StringBuilder();
        IntStream.range(0, 990).forEach(i -> gone.append(20_000 + i).append(":0 "));
        IntStream.range(0, 15).forEach(i -> back.append(20_000 + i).append(":2 "));
        follower.onDiff(diff(11, 11, "", gone.toString().strip()));
        assertNull(shown);
        follower.onTop(new BookTop(11, 10_000, 1, 20_990, 1)); // known
        follower.onTop(new BookTop(11, 10_000, 1, 25_000, 1)); // as if all asks that are known were gone
        assertTrue(follower.isFollowing());
        follower.onDiff(diff(12, 12, "", back.toString().strip()));

        assertEquals("12 20000:2", shown.updateId() + " " + shown.asks().priceE8(0) + ":" + shown.asks().quantityE8(0));
        assertEquals(0, follower.restarts());
    }

    private void begin(DepthSnapshot snapshot) {
        follower.onDiff(diff(snapshot.lastId(), snapshot.lastId(), "", ""));
        follower.step(0);
        follower.onSnapshot(1, snapshot);
        assertEquals(snapshot.lastId(), shown.updateId());
        assertEquals(NO_PAUSE, follower.restarts());
    }

    private static DepthSnapshot fullSnapshot(long lastId, long bestBid, long bestAsk) {
        long[] bids = new long[DepthSnapshot.LIMIT];
        long[] asks = new long[DepthSnapshot.LIMIT];
        long[] quantities = new long[DepthSnapshot.LIMIT];
        for (int i = 0; i < DepthSnapshot.LIMIT; i++) {
            bids[i] = bestBid - i;
            asks[i] = bestAsk + i;
            quantities[i] = 1;
        }
        return new DepthSnapshot(lastId, new Levels(bids, quantities), new Levels(asks, quantities));
    }

    private static DepthSnapshot snapshot(long lastId, String bids, String asks) {
        return new DepthSnapshot(lastId, levels(bids), levels(asks));
    }

    private static DepthDiff diff(long firstId, long lastId, String bids, String asks) {
        return new DepthDiff(firstId, lastId, 1, levels(bids), levels(asks));
    }

    private static Levels levels(String text) {
        String[] parts = text.isEmpty() ? new String[0] : text.split(" ");
        long[] prices = new long[parts.length];
        long[] quantities = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String[] level = parts[i].split(":");
            prices[i] = Long.parseLong(level[0]);
            quantities[i] = Long.parseLong(level[1]);
        }
        return new Levels(prices, quantities);
    }

    private static String text(Depth depth) {
        return depth.updateId() + ":" + text(depth.bids()) + " |" + text(depth.asks());
    }

    private static String text(Depth.Side side) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < side.size(); i++) {
            text.append(' ').append(side.priceE8(i)).append(':').append(side.quantityE8(i));
        }
        return text.toString();
    }
}
