package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.NIL;
import static io.bullring.core.book.TriggerNodes.RESTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggerBookTest {
    private final TriggerNodes nodes = new TriggerNodes();
    private final TriggerBook book = new TriggerBook(nodes);
    private final TreeShape shape = new TreeShape(nodes);

    @Test
    void shouldFireFallingOrdersFromTheirTriggerDown() {
        book.add(1, 1, 100, false);
        assertEquals(NIL, book.takeFalling(101));
        assertEquals(NIL, book.takeRising(Long.MAX_VALUE));
        assertEquals(List.of(1), slots(book.takeFalling(100)));
        assertEquals(NIL, book.takeFalling(1));
    }

    @Test
    void shouldFireRisingOrdersFromTheirTriggerUp() {
        book.add(1, 1, 100, true);
        assertEquals(NIL, book.takeRising(99));
        assertEquals(NIL, book.takeFalling(1));
        assertEquals(List.of(1), slots(book.takeRising(100)));
        assertEquals(NIL, book.takeRising(Long.MAX_VALUE));
    }

    @Test
    void shouldCutOffAllThatFireAndKeepTheRest() {
        for (int slot = 0; slot < 10; slot++) {
            book.add(slot, slot, 100 + slot, false);
            book.add(10 + slot, 10 + slot, 200 + slot, true);
        }
        assertEquals(List.of(9, 8, 7), slots(book.takeFalling(107)));
        assertEquals(List.of(10, 11), slots(book.takeRising(201)));
        assertEquals(15, book.count());
        assertEquals(List.of(6), slots(book.takeFalling(106)));
        assertEquals(List.of(12), slots(book.takeRising(202)));
    }

    @Test
    void shouldFireAllOrdersOfOnePriceTogether() {
        for (int slot = 0; slot < 100; slot++) {
            book.add(slot, slot, 100, false);
        }
        assertEquals(NIL, book.takeFalling(101));
        assertEquals(100, slots(book.takeFalling(100)).size());
        assertTrue(book.isEmpty());
    }

    @Test
    void shouldNotFireWhatWasRemoved() {
        book.add(1, 1, 100, false);
        book.add(2, 2, 90, false);
        book.remove(1);
        assertEquals(NIL, book.takeFalling(91));
        assertEquals(List.of(2), slots(book.takeFalling(90)));
    }

    @Test
    void shouldTakeASlotAgainWhenItsOrderIsGone() {
        book.add(1, 1, 100, false);
        book.remove(1);
        book.add(1, 2, 100, true);
        assertEquals(1, book.count());
        assertEquals(100, nodes.triggerE8(1));
        assertEquals(List.of(1), slots(book.takeAllRising()));
    }

    @Test
    void shouldTakeEverythingOfASide() {
        book.add(1, 1, 100, false);
        book.add(2, 2, 90, false);
        book.add(3, 3, 110, true);
        assertEquals(List.of(1, 2), slots(book.takeAllFalling()));
        assertEquals(1, book.count());
        assertEquals(NIL, book.takeAllFalling());
        assertEquals(List.of(3), slots(book.takeAllRising()));
        assertTrue(book.isEmpty());
    }

    @Test
    void shouldHoldTheSmallestAndTheLargestPrice() {
        book.add(1, 1, Long.MAX_VALUE, false);
        book.add(2, 2, Long.MAX_VALUE, true);
        book.add(3, 3, 1, false);
        book.add(4, 4, 1, true);
        assertEquals(List.of(1), slots(book.takeFalling(2)));
        assertEquals(List.of(4), slots(book.takeRising(Long.MAX_VALUE - 1)));
        assertEquals(List.of(3), slots(book.takeFalling(1)));
        assertEquals(List.of(2), slots(book.takeRising(Long.MAX_VALUE)));
    }

    /** Sorted input makes a plain search tree a list; here the height stays below ln(weight) / ln(4/3). */
    @Test
    void shouldStayShallowHoweverThePricesCome() {
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            book.add(i, i, 1 + i, false);
            book.add(count + i, count + i, 1 + i / 2 + (i % 2 == 0 ? 0 : count - i), true);
        }
        double bound = Math.log(count + 1) / Math.log(4.0 / 3.0);
        for (boolean rising : new boolean[]{false, true}) {
            int root = book.side(rising).root();
            assertEquals(count, shape.check(root, RESTING));
            assertTrue(shape.height(root) < bound, "height " + shape.height(root));
        }
        for (int low = count; low > 0; low -= 7) {
            shape.check(book.takeFalling(low), RESTING);
            shape.check(book.side(false).root(), RESTING);
        }
    }

    @Test
    void shouldFaultOnWhatNoLegalCommandCauses() {
        TriggerBook other = new TriggerBook(nodes);
        FiredQueue queue = new FiredQueue(nodes);
        book.add(1, 1, 100, false);
        assertThrows(EngineFault.class, () -> book.add(1, 2, 100, false));
        assertThrows(EngineFault.class, () -> other.add(1, 2, 100, false));
        assertThrows(EngineFault.class, () -> book.add(2, 2, 0, false));
        assertThrows(EngineFault.class, () -> book.add(-1, 2, 100, false));
        assertThrows(EngineFault.class, () -> book.remove(2));
        assertThrows(EngineFault.class, () -> book.remove(1 << 20));
        assertThrows(EngineFault.class, () -> book.takeFalling(0));
        assertThrows(EngineFault.class, () -> book.takeRising(0));
        queue.add(1, false, 100, book.takeFalling(100), NIL);
        assertTrue(queue.contains(1));
        assertThrows(EngineFault.class, () -> book.remove(1));
    }

    @Test
    void shouldFaultWhenAnOrderOfAnotherBookIsRemoved() {
        TriggerBook other = new TriggerBook(nodes);
        book.add(1, 1, 100, false);
        other.add(2, 2, 100, false);
        other.add(3, 3, 100, false);
        assertFalse(other.isEmpty());
        assertThrows(EngineFault.class, () -> book.remove(2));
    }

    /** Also when the group is as large as the book, so that the counts agree. */
    @Test
    void shouldFaultWhenAFiredOrderIsRemoved() {
        FiredQueue queue = new FiredQueue(nodes);
        for (int slot = 1; slot <= 4; slot++) {
            book.add(slot, slot, 100 * slot, false);
        }
        queue.add(1, false, 300, book.takeFalling(300), NIL);
        assertEquals(2, book.count());
        assertThrows(EngineFault.class, () -> book.remove(4));
    }

    /** All slots of a tree, in its order. */
    private List<Integer> slots(int root) {
        List<Integer> slots = new ArrayList<>();
        shape.check(root, RESTING);
        collect(root, slots);
        return slots;
    }

    private void collect(int slot, List<Integer> slots) {
        if (slot != NIL) {
            collect(nodes.left(slot), slots);
            slots.add(slot);
            collect(nodes.right(slot), slots);
        }
    }
}
