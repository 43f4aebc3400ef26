package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.NIL;

import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The groups of a {@link FiredQueue}: a linked list in arrays, oldest first. A group's index is reused when it is
 * empty, its number never. Never more groups than fired orders, for an empty one goes at once. Lives on the engine
 * thread.
 */
final class FiredGroups {
    private static final int INITIAL_CAPACITY = 16;

    private int[] next = new int[INITIAL_CAPACITY];
    private int[] previous = new int[INITIAL_CAPACITY];
    private int[] fallingRoot = new int[INITIAL_CAPACITY];
    private int[] risingRoot = new int[INITIAL_CAPACITY];
    private int[] instrumentId = new int[INITIAL_CAPACITY];
    private boolean[] cancels = new boolean[INITIAL_CAPACITY];
    private long[] lastE8 = new long[INITIAL_CAPACITY];
    private long[] number = new long[INITIAL_CAPACITY];

    private int used;
    private int free = NIL;
    private int head = NIL;
    private int tail = NIL;
    private long lastNumber;

    /** A new group at the end, still without trees. */
    int append(int groupInstrumentId, boolean groupCancels, long groupLastE8) {
        int group = unusedIndex();
        instrumentId[group] = groupInstrumentId;
        cancels[group] = groupCancels;
        lastE8[group] = groupLastE8;
        number[group] = ++lastNumber;
        previous[group] = tail;
        next[group] = NIL;
        if (tail == NIL) {
            head = group;
        } else {
            next[tail] = group;
        }
        tail = group;
        return group;
    }

    void remove(int group) {
        if (previous[group] == NIL) {
            head = next[group];
        } else {
            next[previous[group]] = next[group];
        }
        if (next[group] == NIL) {
            tail = previous[group];
        } else {
            previous[next[group]] = previous[group];
        }
        next[group] = free;
        free = group;
    }

    /** The oldest group, or NIL. */
    int head() {
        return head;
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
        for (int group = head; group != NIL; group = next[group]) {
            sink.putLong(number[group]);
            sink.putLong(instrumentId[group]);
            sink.putLong(cancels[group] ? 1 : 0);
            sink.putLong(lastE8[group]);
        }
        sink.putLong(0);
        sink.putLong(lastNumber);
    }

    /** Reads what {@link #writeTo} wrote: groups still without trees, by their numbers. */
    Map<Long, Integer> readFrom(SnapshotSource source) {
        Map<Long, Integer> byNumber = new HashMap<>();
        for (long read = source.getLong(); read != 0; read = source.getLong()) {
            lastNumber = read - 1;
            int groupInstrumentId = (int) source.getLong();
            boolean groupCancels = source.getLong() == 1;
            int group = append(groupInstrumentId, groupCancels, source.getLong());
            fallingRoot[group] = NIL;
            risingRoot[group] = NIL;
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
