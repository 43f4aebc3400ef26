package io.bullring.core.scenario;

import io.bullring.core.model.EventPrinter;
import io.bullring.core.model.HouseAccount;
import org.agrona.DirectBuffer;

/** A venue on which scenarios are played: the engine, or its model. A closed portfolio has nothing. */
public interface Stage {
    /** Gives it a command and returns what it caused. */
    EventPrinter play(long timeNs, DirectBuffer command, int length);

    /** Available and held USDT. */
    Holding quote(long portfolioId);

    /** Base asset of an instrument. */
    Holding base(long portfolioId, int instrumentId);

    /** Open orders, waiting ones included. */
    int openOrders(long portfolioId);

    /** What a house account has of the base asset of an instrument, or with an instrument 0 of USDT. */
    long houseE8(HouseAccount account, int instrumentId);

    /** Whether every asset sums to zero over portfolios and house. */
    boolean isBalanced();
}
