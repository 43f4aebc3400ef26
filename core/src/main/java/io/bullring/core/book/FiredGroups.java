package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.NIL;

import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The groups of a {@link FiredQueue}: linked rings in arrays, one of those whose turn will come, oldest first, and one for each
 * instrument of those that are set aside. A group's index is reused when it is empty, its number never. Never more groups than fired
 * orders, for an empty one goes at once. Lives on the engine thread.
 */
final class FiredGroups {
    private static final int INITIAL_CAPACITY = 16;

    /** The index that closes the ring of those whose turn will come, and is no group. */
    private static final int QUEUE = 0;

    /** What a snapshot says of a group: its orders are executed when its turn comes, or cancelled, or its turn will not come yet. */
    private static final long EXECUTES = 0;

    private static final long CANCELS = 1;
    private static final long SET_ASIDE = 2;

    private int[] next = new int[INITIAL_CAPACITY];
    private int[] previous = new int[INITIAL_CAPACITY];
    private int[] fallingRoot = new int[INITIAL_CAPACITY];
    private int[] risingRoot = new int[INITIAL_CAPACITY];
    private int[] instrumentId = new int[INITIAL_CAPACITY];
    private boolean[] cancels = new boolean[INITIAL_CAPACITY];
    private long[] lastE8 = new long[INITIAL_CAPACITY];
    private long[] number = new long[INITIAL_CAPACITY];

    /** By instrument: the index that closes the ring of its groups that are set aside; QUEUE: it never had any. */
    private int[] asides = new int[0];

    private int used = QUEUE + 1;
    private int free = NIL;
    private long lastNumber;

    /** A new group at the end, still without trees. */
    int append(int groupInstrumentId, boolean groupCancels, long groupLastE8) {
        int group = unusedIndex();
        instrumentId[group] = groupInstrumentId;
        cancels[group] = groupCancels;
        lastE8[group] = groupLastE8;
        number[group] = ++lastNumber;
        linkLast(group, QUEUE);
        return group;
    }

    void remove(int group) {
        unlink(group);
        next[group] = free;
        free = group;
    }

    private void linkLast(int group, int ring) {
        int last = previous[ring];
        next[last] = group;
        previous[group] = last;
        next[group] = ring;
        previous[ring] = group;
    }

    private void unlink(int group) {
        next[previous[group]] = next[group];
        previous[next[group]] = previous[group];
    }

    /** The oldest group whose turn will come, or NIL. */
    int head() {
        return next[QUEUE] == QUEUE ? NIL : next[QUEUE];
    }

    /** Sets a group aside, behind the others of its instrument. */
    void setAside(int group) {
        int ring = asideOf(instrumentId[group]);
        unlink(group);
        linkLast(group, ring);
    }

    private int asideOf(int groupInstrumentId) {
        if (groupInstrumentId >= asides.length) {
            asides = Arrays.copyOf(asides, groupInstrumentId * 2);
        }
        if (asides[groupInstrumentId] == QUEUE) {
            int ring = unusedIndex();
            next[ring] = ring;
            previous[ring] = ring;
            asides[groupInstrumentId] = ring;
        }
        return asides[groupInstrumentId];
    }

    /** Puts the groups of an instrument that were set aside before all others, in their order. */
    void takeBack(int groupInstrumentId) {
        int ring = groupInstrumentId < asides.length ? asides[groupInstrumentId] : QUEUE;
        if (ring == QUEUE || next[ring] == ring) {
            return;
        }
        int first = next[ring];
        int last = previous[ring];
        next[last] = next[QUEUE];
        previous[next[QUEUE]] = last;
        next[QUEUE] = first;
        previous[first] = QUEUE;
        next[ring] = ring;
        previous[ring] = ring;
    }

    int fallingRoot(int group) {
        return fallingRoot[group];
    }

    void fallingRoot(int group, int root) {
        fallingRoot[group] = root;
    }

    int risingRoot(int group) {
        return risingRoot[group];
    }

    void risingRoot(int group, int root) {
        risingRoot[group] = root;
    }

    int instrumentId(int group) {
        return instrumentId[group];
    }

    boolean cancels(int group) {
        return cancels[group];
    }

    long lastE8(int group) {
        return lastE8[group];
    }

    long number(int group) {
        return number[group];
    }

    void writeTo(SnapshotSink sink) {
        writeTo(sink, QUEUE);
        for (int ring : asides) {
            if (ring != QUEUE) {
                writeTo(sink, ring);
            }
        }
        sink.putLong(0);
        sink.putLong(lastNumber);
    }

    private void writeTo(SnapshotSink sink, int ring) {
        for (int group = next[ring]; group != ring; group = next[group]) {
            sink.putLong(number[group]);
            sink.putLong(instrumentId[group]);
            sink.putLong(ring != QUEUE ? SET_ASIDE : cancels[group] ? CANCELS : EXECUTES);
            sink.putLong(lastE8[group]);
        }
    }

    /** Reads what {@link #writeTo} wrote: groups still without trees, by their numbers. */
    Map<Long, Integer> readFrom(SnapshotSource source) {
        Map<Long, Integer> byNumber = new HashMap<>();
        for (long read = source.getLong(); read != 0; read = source.getLong()) {
            lastNumber = read - 1;
            int groupInstrumentId = (int) source.getLong();
            long kind = source.getLong();
            int group = append(groupInstrumentId, kind == CANCELS, source.getLong());
            fallingRoot[group] = NIL;
            risingRoot[group] = NIL;
            if (kind == SET_ASIDE) {
                setAside(group);
            }
            byNumber.put(read, group);
        }
        lastNumber = source.getLong();
        return byNumber;
    }

    private int unusedIndex() {
        if (free != NIL) {
            int group = free;
            free = next[group];
            return group;
        }
        if (used == next.length) {
            grow(used * 2);
        }
        return used++;
    }

    private void grow(int capacity) {
        next = Arrays.copyOf(next, capacity);
        previous = Arrays.copyOf(previous, capacity);
        fallingRoot = Arrays.copyOf(fallingRoot, capacity);
        risingRoot = Arrays.copyOf(risingRoot, capacity);
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        cancels = Arrays.copyOf(cancels, capacity);
        lastE8 = Arrays.copyOf(lastE8, capacity);
        number = Arrays.copyOf(number, capacity);
    }
}
