package io.bullring.gateway.directory;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Whose key a digest is of: open addressing in arrays, for a map of a million objects is much of what a start costs. A digest is as
 * good as chance, so that its first bits are its place. One thread writes, any thread reads without a lock; what was written before an
 * answer left is seen by whoever has the answer.
 *
 * <p>A slot belongs to one digest for as long as the table lives: a reader that sees an id sees the digest that it was written for. A key
 * that has died leaves its slot behind, until the table grows.
 */
final class KeyIndex {
    /** What is found of a digest that nobody has. */
    static final int NOBODY = 0;

    private static final int DEAD = -1;
    private static final int WORDS = 4;
    private static final int SMALLEST = 1 << 6;

    private static final class Table {
        final AtomicIntegerArray ids;
        final long[] digests;
        final int mask;

        Table(int slots) {
            ids = new AtomicIntegerArray(slots);
            digests = new long[slots * WORDS];
            mask = slots - 1;
        }

        /**
         * What lies at the digest's place. Each id is read once: an empty slot may have become another digest's by the next look, and
         * that one's id is not an answer.
         */
        int idOf(KeyDigest digest) {
            int slot = placeOf(digest);
            int id = ids.get(slot);
            while (id != NOBODY && !isAt(slot, digest)) {
                slot = slot + 1 & mask;
                id = ids.get(slot);
            }
            return id;
        }

        /** Where the digest is, or the empty slot where it would be. For the writer, for whom an empty slot stays empty. */
        int slotOf(KeyDigest digest) {
            int slot = placeOf(digest);
            while (ids.getPlain(slot) != NOBODY && !isAt(slot, digest)) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private int placeOf(KeyDigest digest) {
            return (int) digest.first() & mask;
        }

        /** The id last: it tells readers that the digest is there. */
        void put(int slot, KeyDigest digest, int id) {
            if (ids.getPlain(slot) == NOBODY) {
                int word = slot * WORDS;
                digests[word] = digest.first();
                digests[word + 1] = digest.second();
                digests[word + 2] = digest.third();
                digests[word + 3] = digest.fourth();
            }
            ids.setRelease(slot, id);
        }

        KeyDigest digestAt(int slot) {
            int word = slot * WORDS;
            return new KeyDigest(digests[word], digests[word + 1], digests[word + 2], digests[word + 3]);
        }

        private boolean isAt(int slot, KeyDigest digest) {
            int word = slot * WORDS;
            return digests[word] == digest.first()
                    && digests[word + 1] == digest.second()
                    && digests[word + 2] == digest.third()
                    && digests[word + 3] == digest.fourth();
        }
    }

    private volatile Table table = new Table(SMALLEST);
    private int usedSlots;
    private int keys;

    /** Whose it is, or {@link #NOBODY}. */
    int get(KeyDigest digest) {
        return Math.max(table.idOf(digest), NOBODY);
    }

    /** From now on it is this one's, whoever had it before. */
    void put(KeyDigest digest, int id) {
        if (2 * usedSlots >= table.mask) {
            grow();
        }
        int slot = table.slotOf(digest);
        int before = table.ids.getPlain(slot);
        usedSlots += before == NOBODY ? 1 : 0;
        keys += before <= NOBODY ? 1 : 0;
        table.put(slot, digest, id);
    }

    /** It is nobody's any more, unless it has become another one's. */
    void remove(KeyDigest digest, int id) {
        int slot = table.slotOf(digest);
        if (table.ids.getPlain(slot) == id) {
            keys--;
            table.ids.setRelease(slot, DEAD);
        }
    }

    /** Two to four slots for each key that lives. */
    private void grow() {
        Table longer = new Table(Math.max(SMALLEST, Integer.highestOneBit(keys) * 4));
        for (int slot = 0; slot <= table.mask; slot++) {
            int id = table.ids.getPlain(slot);
            if (id > NOBODY) {
                KeyDigest digest = table.digestAt(slot);
                longer.put(longer.slotOf(digest), digest, id);
            }
        }
        table = longer;
        usedSlots = keys;
    }
}
