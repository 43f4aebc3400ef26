package io.bullring.core.engine;

import io.bullring.core.book.FiredQueue;
import io.bullring.core.book.TriggerBook;
import io.bullring.core.book.TriggerNodes;
import io.bullring.core.market.Instrument;
import io.bullring.core.order.Order;
import io.bullring.core.port.SnapshotSink;
import java.util.Arrays;

/**
 * The trigger books of all instruments, the orders that have been fired and wait to be worked off, and the instruments that
 * are due: where an order rests whose condition held when it came. Engine thread only.
 */
final class Books {
    private final TriggerNodes nodes = new TriggerNodes();
    private final FiredQueue fired = new FiredQueue(nodes);
    private final DueInstruments due = new DueInstruments();
    private TriggerBook[] byInstrument = new TriggerBook[8];

    void addInstrument(int instrumentId) {
        if (instrumentId >= byInstrument.length) {
            byInstrument = Arrays.copyOf(byInstrument, instrumentId * 2);
        }
        byInstrument[instrumentId] = new TriggerBook(nodes);
    }

    /** Lets an order rest, and marks its instrument as due if the last price would fire it. */
    void rest(int slot, Order order, Instrument instrument) {
        byInstrument[instrument.id()].add(slot, order.id(), order.priceE8(), order.isRising());
        boolean holds = order.isRising()
                ? instrument.lastE8() >= order.priceE8()
                : instrument.lastE8() <= order.priceE8();
        if (holds && !instrument.isDue()) {
            due.add(instrument);
        }
    }

    /** Takes an order out, whether it rests or has been fired. */
    void remove(int slot, int instrumentId) {
        if (fired.contains(slot)) {
            fired.take(slot);
        } else {
            removeResting(slot, instrumentId);
        }
    }

    /** Takes an order out that has not been fired. */
    void removeResting(int slot, int instrumentId) {
        byInstrument[instrumentId].remove(slot);
    }

    /** Fires what this range of prices fires. */
    void fire(Instrument instrument, long lowE8, long highE8) {
        TriggerBook book = byInstrument[instrument.id()];
        fired.add(instrument.id(), false, instrument.lastE8(), book.takeFalling(lowE8), book.takeRising(highE8));
        if (instrument.isDue()) {
            due.remove(instrument);
        }
    }

    /** Puts all resting orders of an instrument where they will be cancelled. */
    void cancelAll(Instrument instrument) {
        TriggerBook book = byInstrument[instrument.id()];
        fired.add(instrument.id(), true, instrument.lastE8(), book.takeAllFalling(), book.takeAllRising());
    }

    DueInstruments due() {
        return due;
    }

    FiredQueue fired() {
        return fired;
    }

    /** The group that fired an order, 0 for one that merely rests. */
    long groupNumber(int slot) {
        return fired.contains(slot) ? fired.groupNumber(slot) : 0;
    }

    void writeTo(SnapshotSink sink) {
        due.writeTo(sink);
        fired.writeTo(sink);
    }
}
