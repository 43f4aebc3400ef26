package io.bullring.core.order;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One portfolio's memory of its placements with a client order id: the first answer to each of the last 1,024, for 24 hours
 * of command time. A ring in order of time whose entries are found by an open-addressed hash table; both grow as they are
 * needed, to their bound. Engine thread only.
 *
 * <pre>
 *  entry │ answered ns │ id length │ answer length │ hash │ id, 64 bytes │ answer, 192 bytes │
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
    private static final int HASH_AT = 16;
    private static final int ID_AT = 24;
    private static final int ANSWER_AT = ID_AT + MAX_ID_BYTES;
    private static final int ANSWER_BYTES = 192;
    private static final int ENTRY_BYTES = ANSWER_AT + ANSWER_BYTES;
    private static final int EMPTY = -1;

    private final UnsafeBuffer entries = new UnsafeBuffer(new byte[FIRST_ENTRIES * ENTRY_BYTES]);
    private int[] table = emptyTable(FIRST_ENTRIES);
    private int capacity = FIRST_ENTRIES;
    private int oldest;
    private int count;

    /** Whether a text can be an id, or is none: short enough, and printable. */
    public static boolean isId(DirectBuffer text) {
        for (int i = 0; i < text.capacity(); i++) {
            byte character = text.getByte(i);
            if (character <= ' ' || character > '~') {
                return false;
            }
        }
        return text.capacity() <= MAX_ID_BYTES;
    }

    /** The entry that remembers this id, or a negative number. What has grown too old is forgotten first. */
    public int find(DirectBuffer id, long nowNs) {
        while (count > 0 && entries.getLong(at(oldest)) + MAX_AGE_NS <= nowNs) {
            forgetOldest();
        }
        int mask = table.length - 1;
        long hash = hash(id);
        for (int place = (int) hash & mask;; place = (place + 1) & mask) {
            int entry = table[place];
            if (entry == EMPTY || (entries.getLong(at(entry) + HASH_AT) == hash && isId(entry, id))) {
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
        entries.putLong(at + HASH_AT, hash(id));
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
        return (int) entries.getLong(at(entry) + HASH_AT);
    }

    /**
     * Places and tells apart: FNV-1a in the lower half, which the table uses, a polynomial in the upper. It is kept with the
     * entry, so that ids chosen to meet in one place cost a comparison of longs each, not of texts.
     */
    private static long hash(DirectBuffer id) {
        int low = 0x811C9DC5;
        long high = 0;
        for (int i = 0; i < id.capacity(); i++) {
            int letter = id.getByte(i) & 0xFF;
            low = (low ^ letter) * 0x01000193;
            high = (high + letter) * 0x9E37_79B9_7F4A_7C15L;
        }
        return (high ^ high >>> 32) << 32 | (low ^ low >>> 15) & 0xFFFF_FFFFL;
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

    /** Reads what {@link #writeTo} wrote, into a memory that is empty. */
    void readFrom(SnapshotSource source) {
        long remembered = source.getLong();
        for (long i = 0; i < remembered; i++) {
            long answeredNs = source.getLong();
            UnsafeBuffer id = new UnsafeBuffer(source.getBytes());
            UnsafeBuffer answer = new UnsafeBuffer(source.getBytes());
            remember(id, answeredNs, answer, 0, answer.capacity());
        }
    }
}
