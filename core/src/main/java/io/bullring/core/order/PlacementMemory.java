package io.bullring.core.order;

import io.bullring.core.fault.Check;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One portfolio's memory of its placements with a client order id: the first answer to each of the last 1,024, for 24 hours
 * of command time; fewer where its account's portfolios remember as many as they may together. A ring in order of time whose
 * entries are found by an open-addressed hash table; both grow as they are needed, to their bound, and shrink when a quarter
 * or less of them is left. Engine thread only.
 *
 * <pre>
 *  entry │ answered ns │ hash │ id length │ answer length │ id, 64 bytes │ answer, 192 bytes │
 *  table │ hash without its lowest bits │ number of the entry, from 1 │
 * </pre>
 */
public final class PlacementMemory {
    /** Placements remembered. */
    public static final int MAX_ENTRIES = 1_024;

    /** For how long, nanoseconds of command time. */
    public static final long MAX_AGE_NS = 86_400_000_000_000L;

    /** Longest client order id, bytes. */
    public static final int MAX_ID_BYTES = 64;

    /** As many are remembered whatever the account's other portfolios do, so that an order that is sent again is known. */
    private static final int LEAST_ENTRIES = 16;

    private static final int FIRST_ENTRIES = 8;
    private static final byte[] NO_ENTRIES = {};
    private static final long[] EMPTY_TABLE = {0};
    private static final int HASH_AT = 8;
    private static final int ID_LENGTH_AT = 16;
    private static final int ANSWER_LENGTH_AT = 20;
    private static final int ID_AT = 24;
    private static final int ANSWER_AT = ID_AT + MAX_ID_BYTES;
    private static final int ANSWER_BYTES = 192;
    private static final int ENTRY_BYTES = ANSWER_AT + ANSWER_BYTES;
    private static final int NUMBER_BITS = 11;
    private static final long NUMBER_MASK = (1 << NUMBER_BITS) - 1;
    private static final long EMPTY = 0;
    private static final long NEVER = Long.MAX_VALUE;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final AccountMemory account;
    private int indexInAccount;
    private byte[] entries = NO_ENTRIES;
    private long[] table = EMPTY_TABLE;
    private int capacity;
    private int oldest;
    private long oldestNs = NEVER; // of the oldest entry, which lies far from the processor
    private long newestNs;
    private int count;

    /** A memory of nothing, one of its account's. */
    PlacementMemory(AccountMemory account) {
        this.account = account;
        account.add(this);
    }

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
        if (oldestNs <= nowNs - MAX_AGE_NS) {
            forgetTooOld(nowNs);
        }
        int mask = table.length - 1;
        long hash = hash(id);
        for (int place = home(hash) & mask;; place = (place + 1) & mask) {
            long word = table[place];
            if (word == EMPTY) {
                return -1;
            }
            if ((word ^ hash) >>> NUMBER_BITS == 0 && isId(entryOf(word), id)) {
                return entryOf(word);
            }
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** When the newest answer was given; of an empty memory, when there was one. */
    long newestNs() {
        return newestNs;
    }

    int indexInAccount() {
        return indexInAccount;
    }

    void indexInAccount(int index) {
        indexInAccount = index;
    }

    /** When the remembered answer was given. */
    public long answeredNs(int entry) {
        return (long) LONGS.get(entries, at(entry));
    }

    /** Points a buffer at the remembered answer. */
    public void wrapAnswer(int entry, DirectBuffer answer) {
        answer.wrap(entries, at(entry) + ANSWER_AT, (int) INTS.get(entries, at(entry) + ANSWER_LENGTH_AT));
    }

    /** Remembers the first answer to an id that was looked for at this time and is not remembered. */
    public void remember(DirectBuffer id, long nowNs, DirectBuffer answer, int offset, int length) {
        Check.that(id.capacity() <= MAX_ID_BYTES && length <= ANSWER_BYTES, "answer too long to be remembered");

        if (count == MAX_ENTRIES || count >= LEAST_ENTRIES && account.isFull(nowNs)) {
            forgetOldest();
        }
        add(id, nowNs, answer, offset, length);
    }

    private void add(DirectBuffer id, long nowNs, DirectBuffer answer, int offset, int length) {
        if (count == capacity) {
            resize(Math.max(FIRST_ENTRIES, capacity * 2));
        }
        int entry = (oldest + count) & (capacity - 1);
        int at = at(entry);
        long hash = hash(id);
        LONGS.set(entries, at, nowNs);
        LONGS.set(entries, at + HASH_AT, hash);
        INTS.set(entries, at + ID_LENGTH_AT, id.capacity());
        INTS.set(entries, at + ANSWER_LENGTH_AT, length);
        id.getBytes(0, entries, at + ID_AT, id.capacity());
        answer.getBytes(offset, entries, at + ANSWER_AT, length);
        oldestNs = count == 0 ? nowNs : oldestNs;
        newestNs = nowNs;
        count++;
        account.count(1);
        enter(entry, hash);
    }

    private void enter(int entry, long hash) {
        int mask = table.length - 1;
        int place = home(hash) & mask;
        while (table[place] != EMPTY) {
            place = (place + 1) & mask;
        }
        table[place] = word(entry, hash);
    }

    private void forgetTooOld(long nowNs) {
        while (oldestNs <= nowNs - MAX_AGE_NS) {
            forgetOldest();
        }
        int fitting = capacity;
        while (count <= fitting / 4 && fitting > FIRST_ENTRIES) {
            fitting /= 2;
        }
        if (fitting < capacity) {
            resize(fitting);
        }
    }

    /** Forgets everything, and takes no more room than a new one. */
    void forgetAll() {
        account.count(-count);
        entries = NO_ENTRIES;
        table = EMPTY_TABLE;
        capacity = 0;
        oldest = 0;
        oldestNs = NEVER;
        count = 0;
    }

    /** Forgets everything, and is none of its account's any more. */
    void close() {
        forgetAll();
        account.remove(this);
    }

    private void forgetOldest() {
        int mask = table.length - 1;
        long hash = (long) LONGS.get(entries, at(oldest) + HASH_AT);
        long word = word(oldest, hash);
        int place = home(hash) & mask;
        while (table[place] != word) {
            place = (place + 1) & mask;
        }
        closeGap(place, mask);
        oldest = (oldest + 1) & (capacity - 1);
        count--;
        account.count(-1);
        oldestNs = count == 0 ? NEVER : answeredNs(oldest);
    }

    /** Moves back what was pushed beyond the place that becomes empty, so that no search stops early. */
    private void closeGap(int emptied, int mask) {
        int gap = emptied;
        table[gap] = EMPTY;
        for (int place = (gap + 1) & mask; table[place] != EMPTY; place = (place + 1) & mask) {
            int home = home(table[place]) & mask;
            if (((place - home) & mask) >= ((place - gap) & mask)) {
                table[gap] = table[place];
                table[place] = EMPTY;
                gap = place;
            }
        }
    }

    private void resize(int newCapacity) {
        byte[] resized = new byte[newCapacity * ENTRY_BYTES];
        int first = Math.min(count, capacity - oldest); // up to the end of the ring; the newer ones stand at its beginning
        System.arraycopy(entries, at(oldest), resized, 0, at(first));
        System.arraycopy(entries, 0, resized, at(first), at(count - first));
        entries = resized;
        capacity = newCapacity;
        oldest = 0;
        table = new long[capacity * 2];
        for (int entry = 0; entry < count; entry++) {
            enter(entry, (long) LONGS.get(entries, at(entry) + HASH_AT));
        }
    }

    private boolean isId(int entry, DirectBuffer id) {
        int at = at(entry);
        int length = (int) INTS.get(entries, at + ID_LENGTH_AT);
        if (length != id.capacity()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (entries[at + ID_AT + i] != id.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    private static long word(int entry, long hash) {
        return hash & ~NUMBER_MASK | entry + 1;
    }

    private static int entryOf(long word) {
        return (int) (word & NUMBER_MASK) - 1;
    }

    /** Of a hash, or of what the table keeps of it. */
    private static int home(long hash) {
        return (int) (hash >>> NUMBER_BITS);
    }

    /**
     * Places and tells apart: FNV-1a in the lower half, a polynomial in the upper. All but the lowest bits are kept in the table,
     * so that ids that meet in one place, by chance or on purpose, cost a comparison of longs each and no look at their entries,
     * which lie far from the processor.
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

    public void writeTo(SnapshotSink sink) {
        sink.putLong(count);
        for (int i = 0; i < count; i++) {
            int at = at((oldest + i) & (capacity - 1));
            int idAt = at + ID_AT;
            int answerAt = at + ANSWER_AT;
            sink.putLong((long) LONGS.get(entries, at));
            sink.putBytes(Arrays.copyOfRange(entries, idAt, idAt + (int) INTS.get(entries, at + ID_LENGTH_AT)));
            sink.putBytes(
                    Arrays.copyOfRange(entries, answerAt, answerAt + (int) INTS.get(entries, at + ANSWER_LENGTH_AT)));
        }
    }

    /** Reads what {@link #writeTo} wrote, into a memory that is empty. */
    void readFrom(SnapshotSource source) {
        long remembered = source.getLong();
        Check.that(remembered >= 0 && remembered <= MAX_ENTRIES, "a memory of more than one remembers");
        for (long i = 0; i < remembered; i++) {
            long answeredNs = source.getLong();
            UnsafeBuffer id = new UnsafeBuffer(source.getBytes());
            UnsafeBuffer answer = new UnsafeBuffer(source.getBytes());
            Check.that(id.capacity() <= MAX_ID_BYTES && answer.capacity() <= ANSWER_BYTES, "too long to be remembered");
            add(id, answeredNs, answer, 0, answer.capacity());
        }
    }
}
