package io.bullring.core.model;

import static io.bullring.core.model.Amounts.round8;
import static io.bullring.core.model.Amounts.sat;

import java.math.BigDecimal;

/** What a portfolio has of one instrument's base asset, and what it cost. */
public final class ModelPosition {
    final ModelInstrument instrument;
    BigDecimal available = BigDecimal.ZERO;
    BigDecimal held = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal realized = BigDecimal.ZERO;
    long openedAtNs;

    ModelPosition(ModelInstrument instrument) {
        this.instrument = instrument;
    }

    /** Held included. */
    BigDecimal quantity() {
        return available.add(held);
    }

    /** At the last price; nothing without one. */
    BigDecimal marketValue() {
        BigDecimal last = instrument.last;
        return last == null ? BigDecimal.ZERO : sat(round8(quantity().multiply(last)));
    }

    public String symbol() {
        return instrument.symbol();
    }

    public int instrumentId() {
        return instrument.id;
    }

    public long availableE8() {
        return Amounts.e8(available);
    }

    public long heldE8() {
        return Amounts.e8(held);
    }

    public long costE8() {
        return Amounts.e8(cost);
    }

    public long realizedPnlE8() {
        return Amounts.e8(realized);
    }

    public long openedAtNs() {
        return openedAtNs;
    }
}
