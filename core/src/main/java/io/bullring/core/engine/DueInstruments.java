package io.bullring.core.engine;

import io.bullring.core.fault.Check;
import io.bullring.core.market.Instrument;
import io.bullring.core.market.Instruments;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.Arrays;

/**
 * The instruments that are due, each once, in the order in which they became so. A queue that can be looked through without
 * an iterator: the host asks after every batch whether anything is due. Engine thread only.
 */
final class DueInstruments {
    private Instrument[] queue = new Instrument[8];
    private int first;
    private int end;

    void add(Instrument instrument) {
        if (end == queue.length) {
            makeRoom();
        }
        queue[end++] = instrument;
        instrument.due(true);
    }

    private void makeRoom() {
        int count = end - first;
        Instrument[] roomy = count > queue.length / 2 ? new Instrument[queue.length * 2] : queue;
        System.arraycopy(queue, first, roomy, 0, count);
        Arrays.fill(roomy, count, roomy.length, null);
        queue = roomy;
        first = 0;
        end = count;
    }

    int count() {
        return end - first;
    }

    /** The instrument that has been due for longest, or null. It is due no longer. */
    Instrument poll() {
        if (first == end) {
            return null;
        }
        Instrument instrument = queue[first];
        queue[first++] = null;
        instrument.due(false);
        return instrument;
    }

    /** Takes out an instrument that is due. */
    @SuppressWarnings("ReferenceEquality") // there is one object for each instrument
    void remove(Instrument instrument) {
        int place = first;
        while (place < end && queue[place] != instrument) {
            place++;
        }
        Check.that(place < end, "due instrument not in the queue");
        System.arraycopy(queue, place + 1, queue, place, end - place - 1);
        queue[--end] = null;
        instrument.due(false);
    }

    /** Whether an instrument is due whose price may fire what rests there. */
    boolean mayAnyFire(long nowNs, long maxAgeNs) {
        for (int place = first; place < end; place++) {
            if (queue[place].mayFire(nowNs, maxAgeNs)) {
                return true;
            }
        }
        return false;
    }

    void writeTo(SnapshotSink sink) {
        sink.putLong(end - first);
        for (int place = first; place < end; place++) {
            sink.putLong(queue[place].id());
        }
    }

    void readFrom(SnapshotSource source, Instruments instruments) {
        long count = source.getLong();
        for (long i = 0; i < count; i++) {
            add(instruments.byId((int) source.getLong()));
        }
    }
}
