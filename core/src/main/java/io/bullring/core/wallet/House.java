package io.bullring.core.wallet;

import io.bullring.core.e8.WideTotal;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.Arrays;

/**
 * The venue's own accounts, the other side of everything that portfolios receive and give: <em>issuance</em> of starting
 * balances, what closed portfolios <em>returned</em>, the <em>market</em> that fills are made against, one total an asset,
 * and <em>fees</em>. They are 128 bits
 * wide, so that no sequence of legal commands overflows them, and may be negative. Engine thread only.
 */
public final class House {
    private final WideTotal issuance = new WideTotal();
    private final WideTotal fees = new WideTotal();
    private final WideTotal marketQuote = new WideTotal();
    private WideTotal[] marketBase = new WideTotal[0];
    private WideTotal[] returnedBase = new WideTotal[0];

    /** Makes room for the base asset of an instrument. */
    public void addInstrument(int instrumentId) {
        if (instrumentId >= marketBase.length) {
            marketBase = Arrays.copyOf(marketBase, Math.max(8, instrumentId * 2));
            returnedBase = Arrays.copyOf(returnedBase, marketBase.length);
        }
        marketBase[instrumentId] = new WideTotal();
        returnedBase[instrumentId] = new WideTotal();
    }

    /** USDT given to portfolios at their start, less what they returned at their end; negative as long as they did not gain more. */
    public WideTotal issuance() {
        return issuance;
    }

    /** Fees taken, USDT. */
    public WideTotal fees() {
        return fees;
    }

    /** USDT that the market took for its sales less what it gave for its purchases. */
    public WideTotal marketQuote() {
        return marketQuote;
    }

    /** The market's base asset of this instrument; negative while portfolios hold some. */
    public WideTotal marketBase(int instrumentId) {
        return marketBase[instrumentId];
    }

    /** The base asset of this instrument that closed portfolios still had, less what was granted of it. */
    public WideTotal returnedBase(int instrumentId) {
        return returnedBase[instrumentId];
    }

    public void writeTo(SnapshotSink sink, int maxInstrumentId) {
        write(issuance, sink);
        write(fees, sink);
        write(marketQuote, sink);
        for (int instrument = 1; instrument <= maxInstrumentId; instrument++) {
            write(marketBase[instrument], sink);
            write(returnedBase[instrument], sink);
        }
    }

    private static void write(WideTotal total, SnapshotSink sink) {
        sink.putLong(total.high());
        sink.putLong(total.low());
    }

    /** Reads what {@link #writeTo} wrote; room for the instruments has been made. */
    public void readFrom(SnapshotSource source, int maxInstrumentId) {
        read(issuance, source);
        read(fees, source);
        read(marketQuote, source);
        for (int instrument = 1; instrument <= maxInstrumentId; instrument++) {
            read(marketBase[instrument], source);
            read(returnedBase[instrument], source);
        }
    }

    private static void read(WideTotal total, SnapshotSource source) {
        long high = source.getLong();
        total.set(high, source.getLong());
    }
}
