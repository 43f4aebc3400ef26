package io.bullring.journal.cli;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A journal that can be read at a glance: one account with 10,000 USDT that trades BTCUSDT, a command a second.
 *
 * <pre>
 *   1  rules: the usual ones        6  buy 0.02 at the market              order 1, filled
 *   2  BTCUSDT                      7  buy 9 at the market                 refused: ORDER_TOO_LARGE
 *   3  feed up                      8  buy 0.01 with limit 49,000          order 2, rests
 *   4  account 1, agent 1           9  sell 0.01 with stop-loss 48,000     order 3, rests
 *   5  price 50,000                10  price 48,950                        order 2 is filled
 *                                  11  cancel of order 3
 * </pre>
 */
final class TinyVenue {
    static final long VENUE_ID = 0xABCDEF012345L;
    static final long START_NS = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond() * 1_000_000_000L;
    static final long SECOND_NS = 1_000_000_000L;
    static final int COMMANDS = 11;

    private TinyVenue() {}

    static SeededJournal journal(Path directory) {
        return SeededJournal.scripted(directory, TinyVenue::write);
    }

    static void write(CommandFactory command, SeededJournal.Appender appender) {
        command.configureVenue(VenueRules.defaults(VENUE_ID));
        appender.at(second(1));
        command.defineInstrument(new InstrumentTerms("BTCUSDT", 1, true, 1_000, 0, 1_000, e8(5)), e8(1_000));
        appender.at(second(2));
        command.feedStatus(1, FeedState.UP, FeedReason.CONNECTED);
        appender.at(second(3));
        command.openAccount("ada", e8(10_000));
        appender.at(second(4));
        command.updatePrice(1, e8(50_000), e8(1));
        appender.at(second(5));
        command.marketOrder(1, 1, Side.BUY, 2_000_000);
        appender.at(second(6));
        command.marketOrder(1, 1, Side.BUY, e8(9));
        appender.at(second(7));
        byte[] id = "dip-1".getBytes(StandardCharsets.US_ASCII);
        command.placeOrder(1, 1, Side.BUY, OrderType.LIMIT, 1_000_000, e8(49_000), id, id.length);
        appender.at(second(8));
        command.placeOrder(
                1, 1, Side.SELL, OrderType.STOP_LOSS, 1_000_000, e8(48_000), CommandFactory.NO_ID, 0);
        appender.at(second(9));
        command.updatePrice(1, e8(48_950), e8(1));
        appender.at(second(10));
        command.cancelOrder(1, 3);
        appender.at(second(11));
    }

    /** The same, and then two buys and a sell that rest, 15 the cancellation of all of them, 16 one of nothing. */
    static void writeUpToCancellationOfAll(CommandFactory command, SeededJournal.Appender appender) {
        write(command, appender);
        command.placeOrder(1, 1, Side.BUY, OrderType.LIMIT, 1_000_000, e8(40_000), CommandFactory.NO_ID, 0);
        appender.at(second(12));
        command.placeOrder(1, 1, Side.BUY, OrderType.LIMIT, 1_000_000, e8(30_000), CommandFactory.NO_ID, 0);
        appender.at(second(13));
        command.placeOrder(1, 1, Side.SELL, OrderType.LIMIT, 2_000_000, e8(60_000), CommandFactory.NO_ID, 0);
        appender.at(second(14));
        command.cancelAllOrders(1, 0);
        appender.at(second(15));
        command.cancelAllOrders(1, 1);
        appender.at(second(16));
    }

    /** The same, and then 12 an agent with 7,777 USDT whose owner names the request, 13 this request once more. */
    static void writeUpToRepeatedRequest(CommandFactory command, SeededJournal.Appender appender) {
        write(command, appender);
        for (int sequence = 12; sequence <= 13; sequence++) {
            command.createAgent(1, e8(7_777), AgentDetails.named("bot".getBytes(StandardCharsets.US_ASCII)));
            command.doOnce("retry-7".getBytes(StandardCharsets.US_ASCII));
            appender.at(second(sequence));
        }
    }

    /** The same, and then 12 a trade at 48,777 in which the seller took. */
    static void writeUpToReportedTrade(CommandFactory command, SeededJournal.Appender appender) {
        write(command, appender);
        command.reportTrade(1, Side.SELL, e8(48_777), e8(1), second(12), 7);
        appender.at(second(12));
    }

    /** Time of a command. */
    static long second(int sequence) {
        return START_NS + (sequence - 1) * SECOND_NS;
    }

    private static long e8(long whole) {
        return whole * 100_000_000L;
    }
}
