package io.bullring.journal.cli;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.engine.VenueView;
import io.bullring.core.wallet.LedgerAudit;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.audit.EventTally;
import io.bullring.journal.audit.Message.Word;
import io.bullring.journal.audit.Notation;
import io.bullring.journal.audit.VenueReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What there was at a moment. */
@Command(name = "state", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Replays the journal up to a moment and says what there was then.",
    "",
    "Of the venue: rules, markets, house accounts, and what all money adds up to. Of an agent: balances, positions, open"
            + " orders, risk profile, the limits that hold.",
    "",
    "  bullring journal state DIR",
    "  bullring journal state DIR --at 4711 --agent 7",
    "  bullring journal state DIR --at 2026-03-01T12:00:00Z --agents",
    ""
})
final class StateCommand extends ReadingCommand {
    @Option(names = "--at", paramLabel = "SEQ|TIME", converter = Moment.OfAnything.class, description = "Behind this command, or behind the last command of this time or before it (default: the end).")
    private Moment at = new Moment(false, Long.MAX_VALUE);

    @Option(names = "--agent", paramLabel = "ID", description = "All of this agent instead of the venue.")
    private Integer agentId;

    @Option(names = "--agents", description = "Lists the agents with their balances.")
    private boolean withAgents;

    private final EngineHost host = new EngineHost(new EventTally());
    private boolean isThere;

    @Override
    int read(Path journal) {
        if (at.number() < 1) {
            throw usage("--at is at least 1.");
        }
        host.passOver(Recovery.skips(journal));
        try (JournalReader reader = JournalReader.open(journal)) {
            replayAll(reader, () -> !isThere, host, (sequence, timeNs, command, offset, length) -> {
                isThere |= !at.isAtOrAfter(sequence, timeNs);
                if (!isThere) {
                    host.onCommand(sequence, timeNs, command, offset, length);
                }
            });
        }
        checkIsThere();
        Map<String, Object> report = report();
        if (isJson()) {
            answer(report);
        } else {
            new Outline(out()).print(report);
        }
        return ExitCode.OK;
    }

    private void checkIsThere() {
        if (host.lastSequence() == 0) {
            throw new NothingThere("The journal has no command at or before that moment.");
        }
        if (!at.isTime() && at.number() != Long.MAX_VALUE && host.lastSequence() < at.number()) {
            throw new NothingThere("The journal ends with command " + host.lastSequence() + ".");
        }
        if (agentId != null && host.engine().view().accounts().agent(agentId) == null) {
            throw new NothingThere("There is no agent " + agentId + " at command " + host.lastSequence() + ".");
        }
    }

    private Map<String, Object> report() {
        VenueView venue = host.engine().view();
        VenueReport state = new VenueReport(venue, host.lastTimeNs());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("sequence", host.lastSequence());
        report.put("time", new Word(Notation.time(host.lastTimeNs())));
        if (agentId != null) {
            report.putAll(state.agent(agentId));
            return report;
        }
        LedgerAudit audit = host.engine().audit();
        report.put("state_hash", new Word(StateHash.of(host.engine())));
        report.put("accounts", venue.accounts().accountCount());
        report.put("agent_count", venue.accounts().agentCount());
        report.put("open_orders", venue.orders().count());
        report.put("last_order_id", venue.lastOrderId());
        report.put("last_fill_id", venue.lastFillId());
        report.put("rules", state.rules());
        report.put("markets", venue.rules() == null ? null : state.markets());
        report.put("books", state.books());
        report.put("house", state.house());
        report.put("ledger_sums", Assets.named(venue.instruments(), audit.quoteDifference(), audit::baseDifference));
        if (withAgents) {
            report.put("agents", state.agents());
        }
        return report;
    }
}
