package io.bullring.journal.cli;

import io.bullring.core.market.Instrument;
import io.bullring.core.market.Instruments;
import io.bullring.journal.audit.CommandRecord;
import io.bullring.journal.audit.Message;
import io.bullring.journal.audit.MessageSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which commands are looked at: those that are, or that caused, what all of the options name. */
final class RecordFilter {
    @Option(names = "--agent", paramLabel = "ID", description = "Of or about this agent.")
    private Long agent;

    @Option(names = "--order", paramLabel = "ID", description = "About this order (replays the journal).")
    private Long order;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "About this instrument, such as BTCUSDT (replays the journal).")
    private String symbol;

    @Option(names = "--kind", paramLabel = "NAME", description = "A command of this kind, such as PlaceOrder, or an event of this kind, such as OrderFilled"
            + " (which replays the journal). May be given several times.")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--since", paramLabel = "TIME", converter = Moment.OfTime.class, description = "From this time on: 2026-03-01 or 2026-03-01T12:00:00.5Z.")
    private long sinceNs = Long.MIN_VALUE;

    @Option(names = "--until", paramLabel = "TIME", converter = Moment.OfTime.class, description = "Before this time.")
    private long untilNs = Long.MAX_VALUE;

    private final List<Integer> templateIds = new ArrayList<>();
    private boolean hasEventKind;
    private Instruments instruments;

    /** What is wrong with the options, if anything. */
    Optional<String> check(MessageSchema schema) {
        if ((agent != null && agent < 0) || (order != null && order < 1)) {
            return Optional.of("--agent is at least 0, --order at least 1.");
        }
        if (sinceNs > untilNs) {
            return Optional.of("--since is after --until.");
        }
        for (String kind : kinds) {
            Optional<Integer> id = schema.idOf(kind);
            if (id.isEmpty()) {
                return Optional.of("There is no command or event '" + kind + "'; docs/PROTOCOL.md lists them.");
            }
            templateIds.add(id.get());
            hasEventKind |= schema.eventIds().contains(id.get());
        }
        return Optional.empty();
    }

    /** Whether the commands alone do not tell. */
    boolean needsReplay() {
        return order != null || symbol != null || hasEventKind;
    }

    /** The instruments of the engine that replays. */
    void instruments(Instruments replayed) {
        instruments = replayed;
    }

    boolean isWithin(long timeNs) {
        return timeNs >= sinceNs && timeNs < untilNs;
    }

    /** Whether nothing can follow a command of this time. */
    boolean isOver(long timeNs) {
        return timeNs >= untilNs;
    }

    boolean admits(CommandRecord command) {
        return (agent == null || command.agentId() == agent || isAbout(command, "agentId", agent))
                && (order == null || isAbout(command, "orderId", order))
                && (symbol == null || isAboutSymbol(command))
                && (templateIds.isEmpty() || isOfKind(command));
    }

    private boolean isAboutSymbol(CommandRecord command) {
        String name = symbol.toUpperCase(Locale.ROOT);
        Instrument instrument = instruments.bySymbol(name);
        return instrument != null
                && (isAbout(command, "instrumentId", instrument.id())
                        || name.equals(command.message().value("symbol")));
    }

    private boolean isOfKind(CommandRecord command) {
        return messages(command).anyMatch(message -> templateIds.contains(message.templateId()));
    }

    private static boolean isAbout(CommandRecord command, String field, long id) {
        return messages(command).anyMatch(message -> message.has(field, id));
    }

    private static Stream<Message> messages(CommandRecord command) {
        return Stream.concat(
                Stream.concat(Stream.of(command.message()), command.message().within()),
                command.events().stream().map(CommandRecord.Event::message));
    }
}
