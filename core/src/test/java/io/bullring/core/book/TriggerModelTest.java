package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.FIRED;
import static io.bullring.core.book.TriggerNodes.NIL;
import static io.bullring.core.book.TriggerNodes.RESTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.book.NaiveTriggers.Fired;
import io.bullring.core.book.NaiveTriggers.Group;
import io.bullring.core.book.NaiveTriggers.Resting;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Books and fired orders do what lists and sorting would, whatever happens in whatever order. */
class TriggerModelTest {
    /** One random story: some instruments on the same nodes, one queue, a few prices, slots used again and again. */
    private static final class Story {
        private final SplittableRandom random;
        private final TriggerNodes nodes = new TriggerNodes();
        private final TreeShape shape = new TreeShape(nodes);
        private final TriggerTrees trees = new TriggerTrees(nodes);
        private final FiredQueue queue = new FiredQueue(nodes);
        private final List<TriggerBook> books = new ArrayList<>();
        private final NaiveTriggers naive = new NaiveTriggers();
        private final List<Integer> freeSlots = new ArrayList<>();
        private final int priceRange;
        private long lastId;

        Story(long seed, int slots, int priceRange) {
            this.priceRange = priceRange;
            random = new SplittableRandom(seed);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                books.add(new TriggerBook(nodes));
            }
            for (int slot = 0; slot < slots; slot++) {
                freeSlots.add(slot);
            }
        }

        void play(int steps, int addWeight, int checkEvery) {
            for (int step = 0; step < steps; step++) {
                int choice = random.nextInt(addWeight + 12);
                switch (choice) {
                    case 0, 1, 2 -> removeResting();
                    case 3, 4 -> fire();
                    case 5 -> {
                        if (random.nextInt(8) == 0) {
                            cancelAll();
                        }
                    }
                    case 6, 7, 8, 9 -> poll();
                    case 10, 11 -> takeFired();
                    default -> add();
                }
                if (step % checkEvery == 0) {
                    checkEverything();
                }
            }
            while (!naive.groups.isEmpty()) {
                poll();
            }
            poll();
            checkEverything();
        }

        private void add() {
            if (freeSlots.isEmpty()) {
                return;
            }
            int slot = freeSlots.remove(random.nextInt(freeSlots.size()));
            int instrument = random.nextInt(books.size());
            long trigger = random.nextInt(1, priceRange + 1);
            lastId += random.nextInt(1, 3);
            Resting order = new Resting(instrument, slot, lastId, trigger, random.nextBoolean());
            naive.add(order);
            books.get(instrument).add(slot, order.id(), trigger, order.rising());
        }

        private void removeResting() {
            if (!naive.resting.isEmpty()) {
                Resting order = naive.resting.get(random.nextInt(naive.resting.size()));
                naive.remove(order);
                books.get(order.instrumentId()).remove(order.slot());
                freeSlots.add(order.slot());
            }
        }

        private void fire() {
            int instrument = random.nextInt(books.size());
            TriggerBook book = books.get(instrument);
            long last = random.nextInt(1, priceRange + 1);
            long low = Math.max(1, last - random.nextInt(3));
            long high = last + random.nextInt(3);
            naive.fire(instrument, low, last, high);
            queue.add(instrument, false, last, book.takeFalling(low), book.takeRising(high));
        }

        private void cancelAll() {
            int instrument = random.nextInt(books.size());
            TriggerBook book = books.get(instrument);
            naive.cancelAll(instrument, 7);
            queue.add(instrument, true, 7, book.takeAllFalling(), book.takeAllRising());
            assertTrue(book.isEmpty());
        }

        private void poll() {
            Fired expected = naive.poll();
            int slot = queue.poll();
            if (slot == NIL) {
                assertNull(expected);
            } else {
                assertEquals(expected, taken(slot));
                freeSlots.add(slot);
            }
        }

        private void takeFired() {
            if (!naive.groups.isEmpty()) {
                Group group = naive.groups.get(random.nextInt(naive.groups.size()));
                int index = random.nextInt(group.orders().size());
                int slot = group.orders().get(index).slot();
                Fired expected = naive.take(group, index);
                queue.take(slot);
                assertEquals(expected, taken(slot));
                freeSlots.add(slot);
            }
        }

        private Fired taken(int slot) {
            return new Fired(slot, queue.instrumentId(), queue.cancels(), queue.lastE8());
        }

        private void checkEverything() {
            for (int instrument = 0; instrument < books.size(); instrument++) {
                checkBook(instrument, books.get(instrument));
            }
            naive.resting.forEach(order -> {
                assertFalse(queue.contains(order.slot()));
                assertEquals(order.trigger(), nodes.triggerE8(order.slot()));
            });
            freeSlots.forEach(slot -> assertFalse(queue.contains(slot)));
            naive.groups.forEach(this::checkGroup);
            assertEquals(naive.firedCount(), queue.count());
            assertEquals(naive.groups.isEmpty(), queue.isEmpty());
        }

        private void checkBook(int instrument, TriggerBook book) {
            int count = 0;
            for (boolean rising : new boolean[]{false, true}) {
                List<Resting> expected = naive.resting.stream()
                        .filter(order -> order.instrumentId() == instrument && order.rising() == rising)
                        .toList();
                TriggerSide side = book.side(rising);
                assertEquals(expected.size(), shape.check(side.root(), RESTING));
                long first = expected.stream()
                        .mapToLong(order -> rising ? order.trigger() : -order.trigger())
                        .min()
                        .orElse(Long.MAX_VALUE);
                assertEquals(first, side.firstKey());
                expected.forEach(order -> assertEquals(side.root(), trees.rootOf(order.slot())));
                count += expected.size();
            }
            assertEquals(count, book.count());
            assertEquals(count == 0, book.isEmpty());
        }

        private void checkGroup(Group group) {
            for (boolean rising : new boolean[]{false, true}) {
                List<Resting> expected =
                        group.orders().stream().filter(order -> order.rising() == rising).toList();
                if (!expected.isEmpty()) {
                    int root = trees.rootOf(expected.getFirst().slot());
                    assertTrue(nodes.parent(root) <= FIRED);
                    assertEquals(expected.size(), shape.check(root, nodes.parent(root)));
                    expected.forEach(order -> {
                        assertEquals(root, trees.rootOf(order.slot()));
                        assertTrue(queue.contains(order.slot()));
                        assertEquals(group.number(), queue.groupNumber(order.slot()));
                        assertEquals(order.trigger(), nodes.triggerE8(order.slot()));
                    });
                }
            }
        }
    }

    @Test
    void shouldDoWhatListsDoInManySmallStories() {
        long base = System.nanoTime();
        System.out.println("TriggerModelTest seeds from " + base);
        for (long seed = base; seed < base + 400; seed++) {
            SplittableRandom sizes = new SplittableRandom(seed);
            play(seed, sizes.nextInt(1, 120), sizes.nextInt(1, 30), 400, sizes.nextInt(4, 40), 1);
        }
    }

    @Test
    void shouldDoWhatListsDoInLargeStories() {
        long base = System.nanoTime();
        System.out.println("TriggerModelTest seeds from " + base);
        for (long seed = base; seed < base + 6; seed++) {
            play(seed, 3_000, 20_000, 12_000, 30, 500);
        }
    }

    private static void play(long seed, int slots, int priceRange, int steps, int addWeight, int checkEvery) {
        try {
            new Story(seed, slots, priceRange).play(steps, addWeight, checkEvery);
        } catch (Throwable failure) {
            throw new AssertionError("seed " + seed + ", slots " + slots + ", prices " + priceRange + ", steps " + steps
                    + ", adds " + addWeight, failure);
        }
    }
}
