package io.bullring.journal.cli;

import io.bullring.protocol.AccountOpenedDecoder;
import io.bullring.protocol.AdvanceTimeDecoder;
import io.bullring.protocol.AgentCreatedDecoder;
import io.bullring.protocol.AgentUpdatedDecoder;
import io.bullring.protocol.AnswerRepeatedDecoder;
import io.bullring.protocol.CancelOrderDecoder;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.ConfigureVenueDecoder;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.DefineInstrumentDecoder;
import io.bullring.protocol.FeedChangedDecoder;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.InstrumentDefinedDecoder;
import io.bullring.protocol.OpenAccountDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderExpiredDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderRejectedDecoder;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.TradingHaltedDecoder;
import io.bullring.protocol.TradingResumedDecoder;
import io.bullring.protocol.UpdateAgentDecoder;
import io.bullring.protocol.UpdatePriceDecoder;
import io.bullring.protocol.VenueConfiguredDecoder;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many messages of each template there were. */
final class Templates {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(ConfigureVenueDecoder.TEMPLATE_ID, "ConfigureVenue"),
            Map.entry(DefineInstrumentDecoder.TEMPLATE_ID, "DefineInstrument"),
            Map.entry(OpenAccountDecoder.TEMPLATE_ID, "OpenAccount"),
            Map.entry(CreateAgentDecoder.TEMPLATE_ID, "CreateAgent"),
            Map.entry(UpdateAgentDecoder.TEMPLATE_ID, "UpdateAgent"),
            Map.entry(PlaceOrderDecoder.TEMPLATE_ID, "PlaceOrder"),
            Map.entry(CancelOrderDecoder.TEMPLATE_ID, "CancelOrder"),
            Map.entry(UpdatePriceDecoder.TEMPLATE_ID, "UpdatePrice"),
            Map.entry(FeedStatusDecoder.TEMPLATE_ID, "FeedStatus"),
            Map.entry(AdvanceTimeDecoder.TEMPLATE_ID, "AdvanceTime"),
            Map.entry(CommandRejectedDecoder.TEMPLATE_ID, "CommandRejected"),
            Map.entry(VenueConfiguredDecoder.TEMPLATE_ID, "VenueConfigured"),
            Map.entry(InstrumentDefinedDecoder.TEMPLATE_ID, "InstrumentDefined"),
            Map.entry(AccountOpenedDecoder.TEMPLATE_ID, "AccountOpened"),
            Map.entry(AgentCreatedDecoder.TEMPLATE_ID, "AgentCreated"),
            Map.entry(AgentUpdatedDecoder.TEMPLATE_ID, "AgentUpdated"),
            Map.entry(OrderAcceptedDecoder.TEMPLATE_ID, "OrderAccepted"),
            Map.entry(OrderFilledDecoder.TEMPLATE_ID, "OrderFilled"),
            Map.entry(OrderCancelledDecoder.TEMPLATE_ID, "OrderCancelled"),
            Map.entry(OrderRejectedDecoder.TEMPLATE_ID, "OrderRejected"),
            Map.entry(OrderExpiredDecoder.TEMPLATE_ID, "OrderExpired"),
            Map.entry(PriceUpdatedDecoder.TEMPLATE_ID, "PriceUpdated"),
            Map.entry(FeedChangedDecoder.TEMPLATE_ID, "FeedChanged"),
            Map.entry(TradingHaltedDecoder.TEMPLATE_ID, "TradingHalted"),
            Map.entry(TradingResumedDecoder.TEMPLATE_ID, "TradingResumed"),
            Map.entry(AnswerRepeatedDecoder.TEMPLATE_ID, "AnswerRepeated"));

    private final Map<Integer, Long> counts = new TreeMap<>();
    private long total;

    static String nameOf(int templateId) {
        return NAMES.getOrDefault(templateId, "template " + templateId);
    }

    void count(int templateId) {
        counts.merge(templateId, 1L, Long::sum);
        total++;
    }

    long total() {
        return total;
    }

    /** A line each, in the order of the schema. */
    void print(PrintWriter out) {
        counts.forEach((templateId, count) -> out.printf(Locale.ROOT, "  %-20s %,15d%n", nameOf(templateId), count));
    }
}
