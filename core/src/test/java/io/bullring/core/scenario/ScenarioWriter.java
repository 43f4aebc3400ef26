package io.bullring.core.scenario;

import io.bullring.core.model.CommandPrinter;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.protocol.AdvanceTimeDecoder;
import io.bullring.protocol.CancelOrderDecoder;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.DefineInstrumentDecoder;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OpenAccountDecoder;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.UpdatePriceDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * Writes a short list of commands down as a scenario, so that a case which failed once can be kept. The accounts are called
 * {@code agent1}, {@code agent2} … in the order in which they are opened; what the language has no words for becomes a
 * remark. What each line causes is for the one who keeps it to say.
 */
public final class ScenarioWriter {
    private static final String[] SIDES = {"buy", "sell"};
    private static final String[] TYPES = {"market", "limit", "stop", "target"};

    private final List<String> lines = new ArrayList<>();
    private final List<String> symbols = new ArrayList<>();
    private long nowNs = WorkloadGenerator.START_NS;
    private int accounts;

    private ScenarioWriter() {}

    /** The lines of a scenario that sends these commands. */
    public static List<String> write(WorkloadTape tape) {
        ScenarioWriter writer = new ScenarioWriter();
        for (int i = 0; i < tape.count(); i++) {
            writer.add(tape.timeNs(i), tape.buffer(), tape.offset(i));
        }
        return writer.lines;
    }

    private void add(long timeNs, DirectBuffer command, int offset) {
        if (timeNs > nowNs) {
            lines.add("wait     " + (timeNs - nowNs) + "ns");
            nowNs = timeNs;
        }
        String line = lineOf(command, offset);
        lines.add(line != null ? line : "-- " + CommandPrinter.print(command, offset));
    }

    /** Null when there are no words for it. */
    private String lineOf(DirectBuffer command, int offset) {
        String agent = "agent" + new CommandEnvelopeDecoder().wrap(command, offset).agentId();
        int at = offset + CommandEnvelopeDecoder.ENCODED_LENGTH;
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(command, at);
        return switch (header.templateId()) {
            case AdvanceTimeDecoder.TEMPLATE_ID -> "time";
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                instrument(new DefineInstrumentDecoder().wrapAndApplyHeader(command, at, header));
            case OpenAccountDecoder.TEMPLATE_ID ->
                account(new OpenAccountDecoder().wrapAndApplyHeader(command, at, header));
            case UpdatePriceDecoder.TEMPLATE_ID ->
                price(new UpdatePriceDecoder().wrapAndApplyHeader(command, at, header));
            case FeedStatusDecoder.TEMPLATE_ID ->
                feed(new FeedStatusDecoder().wrapAndApplyHeader(command, at, header));
            case PlaceOrderDecoder.TEMPLATE_ID ->
                order(agent, new PlaceOrderDecoder().wrapAndApplyHeader(command, at, header));
            case CancelOrderDecoder.TEMPLATE_ID ->
                "cancel   " + agent + " #"
                        + new CancelOrderDecoder().wrapAndApplyHeader(command, at, header).orderId();
            default -> null;
        };
    }

    private String instrument(DefineInstrumentDecoder command) {
        String symbol = command.symbol();
        if (symbols.contains(symbol)) {
            return null;
        }
        symbols.add(symbol);
        return "instrument " + symbol + " feed " + command.feedId() + (command.active() == 1 ? "" : " inactive")
                + " min " + amount(command.minQuantityE8()) + " max " + amount(command.maxQuantityE8())
                + " notional " + amount(command.minNotionalE8()) + " volume " + amount(command.volume24hE8());
    }

    private String account(OpenAccountDecoder command) {
        accounts++;
        return "account  agent" + accounts + " " + amount(command.startingBalanceE8());
    }

    private String price(UpdatePriceDecoder command) {
        return "price    " + symbol(command.instrumentId()) + " " + amount(command.lastE8())
                + " low " + amount(command.lowE8()) + " high " + amount(command.highE8())
                + " volume " + amount(command.volumeE8());
    }

    private static String feed(FeedStatusDecoder command) {
        if (command.stateRaw() > 1 || command.reasonRaw() > 3) {
            return null;
        }
        return "feed     " + command.feedId() + " " + command.state().name().toLowerCase(Locale.ROOT) + " "
                + command.reason().name().toLowerCase(Locale.ROOT);
    }

    private String order(String agent, PlaceOrderDecoder command) {
        if (command.sideRaw() >= SIDES.length || command.typeRaw() >= TYPES.length) {
            return null;
        }
        boolean isPriced = command.priceE8() != PlaceOrderDecoder.priceE8NullValue();
        String line = String.format(
                Locale.ROOT,
                "%-8s %s %s %s %s%s",
                SIDES[command.sideRaw()],
                agent,
                symbol(command.instrumentId()),
                amount(command.quantityE8()),
                TYPES[command.typeRaw()],
                isPriced ? " " + amount(command.priceE8()) : "");
        String id = command.clientOrderId();
        return id.isEmpty() ? line : line + " id " + id;
    }

    private String symbol(int instrumentId) {
        return instrumentId >= 1 && instrumentId <= symbols.size() ? symbols.get(instrumentId - 1) : "NONEUSDT";
    }

    private static String amount(long e8) {
        return BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
    }
}
