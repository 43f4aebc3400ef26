package io.bullring.core.order;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One portfolio's memory of its placements with a client order id: the first answer to each of the last 1,024, for 24 hours
 * of command time. A ring in order of time whose entries are found by an open-addressed hash table; both grow as they are
 * needed, to their bound. Engine thread only.
 *
 * <pre>
 *  entry │ answered ns │ id length │ answer length │ id, 64 bytes │ answer, 192 bytes │
 * </pre>
 */
public final class PlacementMemory {
    /** Placements remembered. */
    public static final int MAX_ENTRIES = 1_024;

    /** For how long, nanoseconds of command time. */
    public static final long MAX_AGE_NS = 86_400_000_000_000L;

    /** Longest client order id, bytes. */
    public static final int MAX_ID_BYTES = 64;

    private static final int FIRST_ENTRIES = 8;
    private static final int ID_AT = 16;
    private static final int ANSWER_AT = ID_AT + MAX_ID_BYTES;
    private static final int ANSWER_BYTES = 192;
    private static final int ENTRY_BYTES = ANSWER_AT + ANSWER_BYTES;
    private static final int EMPTY = -1;

    private final UnsafeBuffer entries = new UnsafeBuffer(new byte[FIRST_ENTRIES * ENTRY_BYTES]);
    private int[] table = emptyTable(FIRST_ENTRIES);
    private int capacity = FIRST_ENTRIES;
    private int oldest;
    private int count;

    /** The entry that remembers this id, or a negative number. What has grown too old is forgotten first. */
    public int find(DirectBuffer id, long nowNs) {
        while (count > 0 && entries.getLong(at(oldest)) + MAX_AGE_NS <= nowNs) {
            forgetOldest();
        }
        int mask = table.length - 1;
        for (int place = hash(id, 0, id.capacity()) & mask;; place = (place + 1) & mask) {
            int entry = table[place];
            if (entry == EMPTY || isId(entry, id)) {
                return entry;
            }
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** When the remembered answer was given. */
    public long answeredNs(int entry) {
        return entries.getLong(at(entry));
    }

    /** Points a buffer at the remembered answer. */
    public void wrapAnswer(int entry, DirectBuffer answer) {
        answer.wrap(entries, at(entry) + ANSWER_AT, entries.getInt(at(entry) + 12));
    }

    /** Remembers the first answer to an id that is not remembered. */
    public void remember(DirectBuffer id, long nowNs, DirectBuffer answer, int offset, int length) {
        Check.that(id.capacity() <= MAX_ID_BYTES && length <= ANSWER_BYTES, "answer too long to be remembered");

        if (count == MAX_ENTRIES) {
            forgetOldest();
        } else if (count == capacity) {
            grow();
        }
        int entry = (oldest + count) & (capacity - 1);
        int at = at(entry);
        entries.putLong(at, nowNs);
        entries.putInt(at + 8, id.capacity());
        entries.putInt(at + 12, length);
        entries.putBytes(at + ID_AT, id, 0, id.capacity());
        entries.putBytes(at + ANSWER_AT, answer, offset, length);
        count++;
        enter(entry);
    }

    private void enter(int entry) {
        int mask = table.length - 1;
        int place = hashOf(entry) & mask;
        while (table[place] != EMPTY) {
            place = (place + 1) & mask;
        }
        table[place] = entry;
    }

    private void forgetOldest() {
        int mask = table.length - 1;
        int place = hashOf(oldest) & mask;
        while (table[place] != oldest) {
            place = (place + 1) & mask;
        }
        closeGap(place, mask);
        oldest = (oldest + 1) & (capacity - 1);
        count--;
    }

    /** Moves back what was pushed beyond the place that becomes empty, so that no search stops early. */
    private void closeGap(int emptied, int mask) {
        int gap = emptied;
        table[gap] = EMPTY;
        for (int place = (gap + 1) & mask; table[place] != EMPTY; place = (place + 1) & mask) {
            int home = hashOf(table[place]) & mask;
            if (((place - home) & mask) >= ((place - gap) & mask)) {
                table[gap] = table[place];
                table[place] = EMPTY;
                gap = place;
            }
        }
    }

    private void grow() {
        byte[] larger = new byte[capacity * 2 * ENTRY_BYTES];
        for (int i = 0; i < count; i++) {
            entries.getBytes(at((oldest + i) & (capacity - 1)), larger, i * ENTRY_BYTES, ENTRY_BYTES);
        }
        entries.wrap(larger);
        capacity *= 2;
        oldest = 0;
        table = emptyTable(capacity);
        for (int entry = 0; entry < count; entry++) {
            enter(entry);
        }
    }

    private boolean isId(int entry, DirectBuffer id) {
        int at = at(entry);
        int length = entries.getInt(at + 8);
        if (length != id.capacity()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (entries.getByte(at + ID_AT + i) != id.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    private int hashOf(int entry) {
        int at = at(entry);
        return hash(entries, at + ID_AT, entries.getInt(at + 8));
    }

    /** FNV-1a, its high bits folded into the low ones that the table uses. */
    private static int hash(DirectBuffer bytes, int offset, int length) {
        int hash = 0x811C9DC5;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ (bytes.getByte(offset + i) & 0xFF)) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }

    private static int at(int entry) {
        return entry * ENTRY_BYTES;
    }

    private static int[] emptyTable(int capacity) {
        int[] table = new int[capacity * 2];
        Arrays.fill(table, EMPTY);
        return table;
    }

    public void writeTo(SnapshotSink sink) {
        sink.putLong(count);
        for (int i = 0; i < count; i++) {
            int at = at((oldest + i) & (capacity - 1));
            byte[] id = new byte[entries.getInt(at + 8)];
            byte[] answer = new byte[entries.getInt(at + 12)];
            entries.getBytes(at + ID_AT, id);
            entries.getBytes(at + ANSWER_AT, answer);
            sink.putLong(entries.getLong(at));
            sink.putBytes(id);
            sink.putBytes(answer);
        }
    }
}
