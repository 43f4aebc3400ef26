package io.bullring.journal.cli;

import io.bullring.core.e8.WideTotal;
import io.bullring.core.market.Instruments;
import io.bullring.journal.audit.Notation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Totals by the names of their assets, USDT first, then in the order of the instruments. */
final class Assets {
    static final String QUOTE = "USDT";

    private Assets() {}

    static Map<String, BigDecimal> named(Instruments instruments, WideTotal quote, IntFunction<WideTotal> base) {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        totals.put(QUOTE, Notation.decimal(quote));
        for (int id = 1; id <= instruments.count(); id++) {
            totals.put(base(instruments, id), Notation.decimal(base.apply(id)));
        }
        return totals;
    }

    /** BTC of BTCUSDT. */
    static String base(Instruments instruments, int instrumentId) {
        String symbol = instruments.byId(instrumentId).terms().symbol();
        return symbol.substring(0, symbol.length() - QUOTE.length());
    }
}
