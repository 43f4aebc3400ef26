package io.bullring.journal.cli;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.Skips;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.audit.CommandRecord;
import io.bullring.journal.audit.CommandRecord.Event;
import io.bullring.journal.audit.MessageSchema;
import io.bullring.journal.audit.Notation;
import io.bullring.journal.audit.OrderStory;
import io.bullring.journal.audit.OrderTrace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Why an order became what it became. */
@Command(name = "explain", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Tells an order from its placement to its end, and why.",
    "",
    "Replays the journal twice: once to find the commands that concern the order, once to look before and after each of them."
            + " What stands there as a rule is what the engine itself asked, in its order, with the numbers that it"
            + " compared; it stops at the first rule that refuses. The limits are those that held at that moment.",
    "",
    "The wallet is that of the order's portfolio before and after the whole command; whatever else the command did to that"
            + " portfolio stands among its events. In a book, both sides of each trade stand there, and the wallets of those"
            + " that it traded with behind its own.",
    "",
    "  bullring journal explain DIR 815",
    "  bullring journal explain DIR 5f3a09c1d27e-8003-8000-00000000032f   the id that the venue gave out",
    "  bullring journal explain DIR @4711                                 a refused order has no id: name its command",
    ""
})
final class ExplainCommand extends ReadingCommand {
    @Parameters(index = "1", paramLabel = "ORDER", converter = OrderName.Converter.class, description = "Its number, its public id, or @ and the sequence of the command that placed it.")
    private OrderName name;

    @Override
    int read(Path journal) {
        Skips skips = Recovery.skips(journal);
        OrderTrace trace = find(journal, skips);
        OrderStory story = new OrderStory(trace, MessageSchema.load(), skips);
        long last = trace.sequences().getLast();
        try (JournalReader reader = JournalReader.open(journal)) {
            boolean[] isTold = new boolean[1];
            readAll(reader, () -> !isTold[0], (sequence, timeNs, command, offset, length) -> {
                if (sequence <= last) {
                    story.onCommand(sequence, timeNs, command, offset, length);
                }
                isTold[0] = sequence >= last;
            });
        }
        if (isJson()) {
            answer(report(trace, story));
        } else {
            print(trace, story);
        }
        return ExitCode.OK;
    }

    private OrderTrace find(Path journal, Skips skips) {
        OrderTrace trace = name.trace();
        EngineHost host = new EngineHost(trace);
        host.passOver(skips);
        try (JournalReader reader = JournalReader.open(journal)) {
            replayAll(reader, () -> !trace.isOver(), host, (sequence, timeNs, command, offset, length) -> {
                if (!trace.isOver()) {
                    trace.onCommand(sequence, timeNs, command, offset, length);
                    host.onCommand(sequence, timeNs, command, offset, length);
                }
            });
        }
        if (trace.sequences().isEmpty()) {
            throw new NothingThere("There is no " + name + " in this journal.");
        }
        long venueId = host.engine().rules() == null ? 0 : host.engine().rules().venueId();
        if (name.venueId() != 0 && name.venueId() != venueId) {
            throw new NothingThere(
                    "That is an order of venue " + Notation.venue(name.venueId()) + "; this is the journal of "
                            + Notation.venue(venueId) + ".");
        }
        return trace;
    }

    private Map<String, Object> report(OrderTrace trace, OrderStory story) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("order_id", trace.orderId() == 0 ? null : trace.orderId());
        report.put("agent_id", trace.agentId());
        report.put("outcome", outcome(trace, story));
        report.put("steps", story.steps().stream().map(ExplainCommand::json).toList());
        return report;
    }

    private static Map<String, Object> json(Map<String, Object> step) {
        Map<String, Object> json = new LinkedHashMap<>(step);
        json.replace("command", Json.of(commandOf(step), false));
        json.replace("events", eventsOf(step).stream().map(Json::of).toList());
        return json;
    }

    @SuppressWarnings("unchecked")
    private void print(OrderTrace trace, OrderStory story) {
        line("Order      %s", trace.orderId() == 0 ? "refused, it has no id" : trace.orderId());
        line("Agent      %d", trace.agentId());
        line("Outcome    %s", outcome(trace, story));
        for (Map<String, Object> step : story.steps()) {
            line("");
            line("Command    %s", FieldLine.of(commandOf(step)));
            part("Limits", step.get("limits"));
            part("Fees", step.get("fees"));
            part("Market", step.get("market"));
            part("Book", step.get("book"));
            rules(step.get("rules"));
            eventsOf(step).forEach(
                    event -> line("%s     %s", event.isDue() ? "Due   " : "Answer", FieldLine.of(event.message())));
            part("Wallet before", step.get("wallet_before"));
            part("Wallet after", step.get("wallet_after"));
            for (Map<?, ?> other : (List<Map<?, ?>>) step.get("others")) {
                part("Agent " + other.get("agent_id") + ", wallet before", other.get("wallet_before"));
                part("Agent " + other.get("agent_id") + ", wallet after", other.get("wallet_after"));
            }
        }
    }

    private void part(String title, Object tree) {
        if (tree instanceof Map<?, ?> map) {
            out().println(title);
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((key, value) -> named.put((String) key, value));
            new Outline(out()).print(named, 2);
        }
    }

    @SuppressWarnings("unchecked")
    private void rules(Object rules) {
        if (rules instanceof List<?> checks && !checks.isEmpty()) {
            out().println("Rules, as the engine asked them");
            new Outline(out()).table((List<Map<String, Object>>) rules, 2);
        }
    }

    /** The last event that is about the order itself. */
    private static String outcome(OrderTrace trace, OrderStory story) {
        return story.steps()
                .stream()
                .flatMap(step -> eventsOf(step).stream())
                .map(Event::message)
                .filter(message -> trace.orderId() == 0 || message.has("orderId", trace.orderId()))
                .reduce((earlier, later) -> later)
                .map(message -> message.value("reason") == null
                        ? message.name()
                        : message.name() + ", " + message.value("reason"))
                .orElse("nothing");
    }

    private static CommandRecord commandOf(Map<String, Object> step) {
        return (CommandRecord) step.get("command");
    }

    @SuppressWarnings("unchecked")
    private static List<Event> eventsOf(Map<String, Object> step) {
        return (List<Event>) step.get("events");
    }
}
