package io.bullring.core.scenario;

import io.bullring.core.model.EventPrinter;
import org.agrona.DirectBuffer;

/** A venue on which scenarios are played: the engine, or its model. Portfolios have the ids of their agents. */
interface Stage {
    /** Gives it a command and returns what it caused. */
    EventPrinter play(long timeNs, DirectBuffer command, int length);

    /** Available and held USDT. */
    Holding quote(int portfolioId);

    /** Base asset of an instrument. */
    Holding base(int portfolioId, int instrumentId);

    /** Whether every asset sums to zero over portfolios and house. */
    boolean isBalanced();
}
