package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.NIL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiredQueueTest {
    private static final int BTC = 1;
    private static final int ETH = 2;

    private final TriggerNodes nodes = new TriggerNodes();
    private final TriggerBook btc = new TriggerBook(nodes);
    private final TriggerBook eth = new TriggerBook(nodes);
    private final FiredQueue queue = new FiredQueue(nodes);

    @Test
    void shouldHandOutAGroupInAcceptanceOrderAcrossBothSides() {
        btc.add(10, 5, 90, false);
        btc.add(11, 3, 110, true);
        btc.add(12, 4, 95, false);
        btc.add(13, 1, 105, true);
        btc.add(14, 2, 100, false);
        queue.add(BTC, false, 100, btc.takeFalling(90), btc.takeRising(110));
        assertEquals(List.of(13, 14, 11, 12, 10), polled());
    }

    @Test
    void shouldHandOutTheFirstGroupFirst() {
        btc.add(1, 1, 100, false);
        eth.add(2, 2, 100, false);
        eth.add(3, 3, 90, false);
        queue.add(ETH, false, 95, eth.takeFalling(95), NIL);
        queue.add(BTC, false, 98, btc.takeFalling(98), NIL);
        queue.add(ETH, false, 90, eth.takeFalling(90), NIL);
        assertEquals(List.of(2, 1, 3), polled());
    }

    @Test
    void shouldTellTheGroupThatAnOrderCameFrom() {
        btc.add(1, 1, 100, false);
        eth.add(2, 2, 100, true);
        queue.add(BTC, false, 98, btc.takeFalling(97), btc.takeRising(99));
        queue.add(ETH, true, 55, eth.takeAllFalling(), eth.takeAllRising());
        assertEquals(1, queue.groupNumber(1));
        assertEquals(2, queue.groupNumber(2));
        assertEquals(1, queue.poll());
        assertEquals("1 false 98", queue.instrumentId() + " " + queue.cancels() + " " + queue.lastE8());
        assertEquals(2, queue.poll());
        assertEquals("2 true 55", queue.instrumentId() + " " + queue.cancels() + " " + queue.lastE8());
    }

    @Test
    void shouldMakeNoGroupOfNothing() {
        queue.add(BTC, false, 100, btc.takeFalling(100), btc.takeRising(100));
        assertTrue(queue.isEmpty());
        assertEquals(NIL, queue.poll());
        btc.add(1, 1, 100, false);
        queue.add(BTC, false, 100, btc.takeFalling(100), btc.takeRising(100));
        assertEquals(1, queue.groupNumber(1));
    }

    @Test
    void shouldTakeAParticularOrderOutOfItsGroup() {
        for (int slot = 1; slot <= 5; slot++) {
            btc.add(slot, slot, 100, slot % 2 == 0);
        }
        queue.add(BTC, false, 100, btc.takeFalling(100), btc.takeRising(100));
        queue.take(3);
        assertFalse(queue.contains(3));
        assertEquals(4, queue.count());
        assertEquals(List.of(1, 2, 4, 5), polled());
    }

    @Test
    void shouldForgetAGroupWhoseOrdersWereAllTaken() {
        for (int slot = 1; slot <= 3; slot++) {
            btc.add(slot, slot, 100, false);
            queue.add(BTC, false, 100 + slot, btc.takeFalling(100), NIL);
        }
        queue.take(2);
        assertEquals(102, queue.lastE8());
        assertEquals(1, queue.poll());
        assertEquals(3, queue.poll());
        assertEquals(103, queue.lastE8());
        assertTrue(queue.isEmpty());
        btc.add(2, 4, 100, false);
        queue.add(BTC, false, 100, btc.takeFalling(100), NIL);
        assertEquals(4, queue.groupNumber(2));
    }

    @Test
    void shouldKnowWhichOrdersAreFired() {
        btc.add(1, 1, 100, false);
        btc.add(2, 2, 50, false);
        queue.add(BTC, false, 100, btc.takeFalling(100), NIL);
        assertTrue(queue.contains(1));
        assertFalse(queue.contains(2));
        assertFalse(queue.contains(3));
        assertFalse(queue.contains(1 << 20));
        assertFalse(queue.contains(NIL));
        queue.poll();
        assertFalse(queue.contains(1));
    }

    @Test
    void shouldHoldManyGroupsAtOnce() {
        List<Integer> expected = new ArrayList<>();
        for (int slot = 0; slot < 5_000; slot++) {
            btc.add(slot, slot + 1, 100, false);
            queue.add(BTC, false, 100, btc.takeFalling(100), NIL);
            expected.add(slot);
        }
        assertEquals(expected, polled());
    }

    @Test
    void shouldPassOverWhatIsSetAsideAndTakeItBackBeforeAllOthers() {
        for (int slot = 1; slot <= 4; slot++) {
            btc.add(slot, slot, 100, false);
            queue.add(BTC, false, 100 + slot, btc.takeFalling(100), NIL);
            eth.add(10 + slot, 10 + slot, 100, false);
            queue.add(ETH, false, 200 + slot, eth.takeFalling(100), NIL);
        }
        for (int turn = 0; turn < 3; turn++) { // the groups of two instruments alternate
            assertEquals(BTC, queue.nextInstrumentId());
            queue.setAside();
            assertEquals(11 + turn, queue.poll());
        }
        assertTrue(queue.contains(2));
        assertEquals(3, queue.groupNumber(2));
        queue.take(2);
        assertFalse(queue.contains(2));
        assertEquals(102, queue.lastE8());
        queue.takeBack(ETH);
        queue.takeBack(77);
        assertEquals(4, queue.poll());
        assertEquals(14, queue.poll());
        assertTrue(queue.isEmpty());
        assertEquals(2, queue.count());
        eth.add(20, 20, 100, false);
        queue.add(ETH, false, 300, eth.takeFalling(100), NIL);
        queue.takeBack(BTC);
        assertEquals(List.of(1, 3, 20), polled());
        queue.takeBack(BTC);
        assertTrue(queue.isEmpty());
    }

    /** It is not kept in balance while it shrinks, for it need not be: taking something out makes no tree deeper. */
    @Test
    void shouldNotLetAGroupGrowDeeperWhileItIsWorkedOff() {
        int count = 5_000;
        TreeShape shape = new TreeShape(nodes);
        TriggerTrees trees = new TriggerTrees(nodes);
        for (int i = 0; i < count; i++) {
            btc.add(i, i * 7_919L % count, 1 + i % 700, true);
        }
        int root = btc.takeRising(700);
        queue.add(BTC, false, 700, NIL, root);
        int height = shape.height(root);
        for (int left = count - 1; left > 0; left--) {
            queue.poll();
            if (left % 100 == 0) {
                root = trees.rootOf(IntStream.range(0, count).filter(nodes::isPlanted).findFirst().orElseThrow());
                assertEquals(left, shape.check(root, nodes.parent(root)));
                int now = shape.height(root);
                assertTrue(now <= height, "deeper: " + now + " after " + height);
                height = now;
            }
        }
    }

    @Test
    void shouldFaultOnWhatNoLegalCommandCauses() {
        btc.add(1, 1, 100, false);
        assertThrows(EngineFault.class, () -> queue.take(1));
        assertThrows(EngineFault.class, () -> queue.take(2));
        assertThrows(EngineFault.class, () -> queue.groupNumber(1));
        assertThrows(EngineFault.class, queue::nextInstrumentId);
        assertThrows(EngineFault.class, queue::setAside);
        queue.add(BTC, false, 100, btc.takeFalling(100), NIL);
        queue.take(1);
        assertThrows(EngineFault.class, () -> queue.take(1));
    }

    private List<Integer> polled() {
        List<Integer> slots = new ArrayList<>();
        for (int slot = queue.poll(); slot != NIL; slot = queue.poll()) {
            slots.add(slot);
        }
        return slots;
    }
}
