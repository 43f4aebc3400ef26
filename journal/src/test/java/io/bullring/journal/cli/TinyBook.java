package io.bullring.journal.cli;

import io.bullring.core.account.VenueRules;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A journal of a book that can be read at a glance: two agents with 10,000 USDT each, GEMUSDT with a maker's fee of 0.1 % and a
 * taker's of 0.2 %, a command a second.
 *
 * <pre>
 *   1  rules: the usual ones            8  2 buys 4 with limit 101      order 3: 1 @ 100, 2 @ 101, 1 rests
 *   2  GEMUSDT, opens at 100            9  order 3: 0.5 left            reduced
 *   3  agent 1                         10  order 3: limit 102           replaced
 *   4  agent 2                         11  1 sells 1 @ 102, post-only   refused: WOULD_TRADE
 *   5  1 is given 10 GEM               12  1 sells 0.2 at the market    order 4: 0.2 @ 102
 *   6  1 sells 2 with limit 101        13  cancel of order 3
 *   7  1 sells 1 with limit 100
 * </pre>
 */
final class TinyBook {
    static final int COMMANDS = 13;

    private static final int ADA = 1;
    private static final int BEA = 2;
    private static final int GEM = 1;
    private static final long HALF = 50_000_000L;

    private TinyBook() {}

    static SeededJournal journal(Path directory) {
        return SeededJournal.scripted(directory, TinyBook::write);
    }

    private static void write(CommandFactory command, SeededJournal.Appender appender) {
        command.configureVenue(VenueRules.defaults(TinyVenue.VENUE_ID));
        appender.at(TinyVenue.second(1));
        command.defineBook(
                new InstrumentTerms("GEMUSDT", InstrumentTerms.NO_FEED, true, 0, 0, 0, 0),
                new BookFees(100_000, 200_000), e8(100));
        appender.at(TinyVenue.second(2));
        command.openAccount("ada", e8(10_000));
        appender.at(TinyVenue.second(3));
        command.openAccount("bea", e8(10_000));
        appender.at(TinyVenue.second(4));
        command.grantBase(ADA, 1, GEM, e8(10));
        appender.at(TinyVenue.second(5));
        limit(command, ADA, Side.SELL, e8(2), 101, false);
        appender.at(TinyVenue.second(6));
        limit(command, ADA, Side.SELL, e8(1), 100, false);
        appender.at(TinyVenue.second(7));
        limit(command, BEA, Side.BUY, e8(4), 101, false);
        appender.at(TinyVenue.second(8));
        command.modifyOrder(BEA, 3, HALF, CommandFactory.NO_PRICE);
        appender.at(TinyVenue.second(9));
        command.modifyOrder(BEA, 3, CommandFactory.NO_PRICE, e8(102));
        appender.at(TinyVenue.second(10));
        limit(command, ADA, Side.SELL, e8(1), 102, true);
        appender.at(TinyVenue.second(11));
        command.marketOrder(ADA, GEM, Side.SELL, 20_000_000L);
        appender.at(TinyVenue.second(12));
        command.cancelOrder(BEA, 3);
        appender.at(TinyVenue.second(13));
    }

    /** Then agent 2 gets fees of its own, 0.01 and 0.03 %, buys 1 with command 16 for 100, and pays what the book asks again. */
    static void writeUpToFees(CommandFactory command, SeededJournal.Appender appender) {
        write(command, appender);
        command.setAgentFees(BEA, 2, new BookFees(10_000, 30_000));
        appender.at(TinyVenue.second(14));
        limit(command, ADA, Side.SELL, e8(1), 100, false);
        appender.at(TinyVenue.second(15));
        command.marketOrder(BEA, GEM, Side.BUY, e8(1));
        appender.at(TinyVenue.second(16));
        command.setAgentFees(BEA, 2, null);
        appender.at(TinyVenue.second(17));
    }

    private static void limit(
            CommandFactory command, int agentId, Side side, long quantityE8, long price, boolean postOnly) {
        byte[] name = postOnly ? "quiet".getBytes(StandardCharsets.US_ASCII) : CommandFactory.NO_ID;
        command.placeBookOrder(
                agentId, GEM, side, OrderType.LIMIT, quantityE8, e8(price), TimeInForce.GTC, postOnly,
                SelfTradePrevention.CANCEL_NEWEST, name);
    }

    private static long e8(long whole) {
        return whole * 100_000_000L;
    }
}
