package io.bullring.benchmarks.exchange;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.BookTape;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.ExchangeMix;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue's commands for {@link ExchangeMix}: those that open it, with agents rich enough for every order and risk rules that are all
 * asked and let everything pass, and those of the messages. Encoded beforehand, as exchange-core's objects are made beforehand.
 */
final class TapeCommands {
    static final int INSTRUMENT = 1;

    private static final int ORDER_STRIDE = 128;
    private static final int OPENING_STRIDE = 1_024;
    private static final long PERCENT_100_E8 = 10_000_000_000L;
    private static final long CASH_E8 = 10_000_000L * 100_000_000L;
    private static final long BASE_E8 = 5_000L * 100_000_000L;
    private static final BookFees FEES = new BookFees(20_000, 50_000);

    private final CommandFactory factory = new CommandFactory();
    private final UnsafeBuffer buffer;
    private final int[] lengths;
    private final int[] agents;
    private final int stride;
    private int count;

    private TapeCommands(int maxCommands, int stride) {
        this.stride = stride;
        buffer = new UnsafeBuffer(new byte[maxCommands * stride]);
        lengths = new int[maxCommands];
        agents = new int[maxCommands];
    }

    /** What opens the venue: rules, the instrument, and 1,000 agents with money and base asset. */
    static TapeCommands opening() {
        RiskProfile risk = new RiskProfile(
                PERCENT_100_E8, PERCENT_100_E8, PERCENT_100_E8, 1, 1_000, Integer.MAX_VALUE);
        InstrumentTerms terms = new InstrumentTerms("CLUBUSDT", InstrumentTerms.NO_FEED, true, 0, 0, 0, 0);
        TapeCommands commands = new TapeCommands(2 + 2 * ExchangeMix.AGENTS, OPENING_STRIDE);
        CommandFactory factory = commands.factory;
        commands.take(factory.configureVenue(VenueRules.defaults(1).with(risk)));
        commands.take(factory.defineBook(terms, FEES, ExchangeMix.MIDDLE_E8));
        for (int agent = 1; agent <= ExchangeMix.AGENTS; agent++) {
            commands.take(factory.openAccount("agent" + agent, CASH_E8));
            commands.take(factory.grantBase(agent, agent, INSTRUMENT, BASE_E8));
        }
        return commands;
    }

    /** The commands of a tape's messages, in parts of this length; what does not fill one is left out. */
    static List<TapeCommands> of(BookTape tape, int partLength) {
        List<TapeCommands> parts = new ArrayList<>();
        for (int from = 0; from + partLength <= tape.count(); from += partLength) {
            TapeCommands part = new TapeCommands(partLength, ORDER_STRIDE);
            for (int message = from; message < from + partLength; message++) {
                part.take(tape, message);
            }
            parts.add(part);
        }
        return parts;
    }

    private void take(BookTape tape, int message) {
        int agent = tape.owner(message);
        take(switch (tape.kind(message)) {
            case GTC -> place(tape, message, TimeInForce.GTC);
            case IOC -> place(tape, message, TimeInForce.IOC);
            case MODIFY ->
                factory.modifyOrder(agent, tape.orderId(message), CommandFactory.NO_PRICE, tape.priceE8(message));
            case CANCEL -> factory.cancelOrder(agent, tape.orderId(message));
            default -> throw new IllegalArgumentException("not in the mix: " + tape.line(message));
        });
    }

    private int place(BookTape tape, int message, TimeInForce timeInForce) {
        return factory.placeBookOrder(
                tape.owner(message),
                INSTRUMENT,
                tape.side(message),
                OrderType.LIMIT,
                tape.quantityE8(message),
                tape.priceE8(message),
                timeInForce,
                false,
                tape.prevention(message),
                CommandFactory.NO_ID);
    }

    private void take(int length) {
        if (length > stride) {
            throw new IllegalStateException("a command of " + length + " bytes");
        }
        buffer.putBytes(count * stride, factory.buffer(), 0, length);
        lengths[count] = length;
        agents[count] = factory.agentId();
        count++;
    }

    int count() {
        return count;
    }

    /** Where all of them are. */
    MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Where a command begins: envelope, messageHeader, message. */
    int offset(int command) {
        return command * stride;
    }

    /** Bytes of a command with its envelope. */
    int length(int command) {
        return lengths[command];
    }

    int agent(int command) {
        return agents[command];
    }
}
