package io.bullring.gateway.history;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/**
 * How many orders of each kind an agent has, in each instrument that it ever had one in. These are looked for one after the
 * other, for they are few.
 */
final class AgentCounts {
    /** In place of an instrument's id. */
    static final int ANY_INSTRUMENT = 0;

    private static final int KINDS = Counted.values().length;
    private static final int ENTRY_BYTES = Integer.BYTES + 1 + Long.BYTES;

    private int[] instrumentIds = new int[1];
    private long[] counts = new long[KINDS];
    private int instruments;

    private AgentCounts() {}

    static AgentCounts none() {
        return new AgentCounts();
    }

    static AgentCounts of(byte[] bytes) {
        AgentCounts agent = none();
        ByteBuffer row = ByteBuffer.wrap(bytes);
        while (row.hasRemaining()) {
            int instrumentId = row.getInt();
            int kind = row.get();
            agent.add(instrumentId, kind, row.getLong());
        }
        return agent;
    }

    /** Instrument, kind, count; of each that is not zero. */
    byte[] row() {
        ByteBuffer row = ByteBuffer.allocate(instruments * KINDS * ENTRY_BYTES);
        for (int i = 0; i < instruments * KINDS; i++) {
            if (counts[i] != 0) {
                row.putInt(instrumentIds[i / KINDS]).put((byte) (i % KINDS)).putLong(counts[i]);
            }
        }
        return Arrays.copyOf(row.array(), row.position());
    }

    void add(int instrumentId, Counted kind, int by) {
        add(instrumentId, kind.code(), by);
    }

    /** @param instrumentId or {@link #ANY_INSTRUMENT} */
    long total(int instrumentId, Set<Counted> kinds) {
        long total = 0;
        for (int i = 0; i < instruments; i++) {
            if (instrumentId == ANY_INSTRUMENT || instrumentId == instrumentIds[i]) {
                for (Counted kind : kinds) {
                    total += counts[i * KINDS + kind.code()];
                }
            }
        }
        return total;
    }

    private void add(int instrumentId, int kind, long by) {
        int place = placeOf(instrumentId); // first, for it may replace the array
        counts[place * KINDS + kind] += by;
    }

    private int placeOf(int instrumentId) {
        for (int i = 0; i < instruments; i++) {
            if (instrumentIds[i] == instrumentId) {
                return i;
            }
        }
        if (instruments == instrumentIds.length) {
            instrumentIds = Arrays.copyOf(instrumentIds, 2 * instruments);
            counts = Arrays.copyOf(counts, 2 * instruments * KINDS);
        }
        instrumentIds[instruments] = instrumentId;
        return instruments++;
    }
}
