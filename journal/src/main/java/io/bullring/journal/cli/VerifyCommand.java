package io.bullring.journal.cli;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.wallet.LedgerAudit;
import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalInspection;
import io.bullring.journal.JournalReader;
import io.bullring.journal.audit.EventTally;
import io.bullring.journal.audit.MessageSchema;
import io.bullring.journal.audit.Notation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Checks every record and works everything out anew in an engine of its own. */
@Command(name = "verify", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Checks every record, replays all of it into a fresh engine, and audits the books.",
    "",
    "Checks framing, checksums, sequence and time of every record, and names every damage. Replays every command into an"
            + " engine that knows nothing else, and prints what that comes to: the events, and a hash over the whole state,"
            + " which is the same wherever the same commands are replayed under the same rules. Adds up all money of"
            + " each asset: zero, because every credit has its debit.",
    "",
    "Beside a running venue this is the state as of the last command printed.",
    "",
    "  bullring journal verify DIR",
    "  bullring journal verify DIR --json && echo sound",
    ""
})
final class VerifyCommand extends ReadingCommand {
    private static final int MAX_DAMAGES = 100;

    private final JournalSummary commands = new JournalSummary();
    private final EventTally events = new EventTally();
    private final EngineHost host = new EngineHost(events);

    @Override
    int read(Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            replayAll(reader, () -> true, (sequence, timeNs, command, offset, length) -> {
                commands.onCommand(sequence, timeNs, command, offset, length);
                host.onCommand(sequence, timeNs, command, offset, length);
            });
            return isJson() ? answer(reader) : print(reader);
        } catch (JournalDamage damage) {
            name(JournalInspection.of(journal, MAX_DAMAGES), damage);
            throw damage;
        }
    }

    /** The first one ends the run and is named by it; here the others, or all of them for a program. */
    private void name(List<JournalDamage> damages, JournalDamage first) {
        if (isJson()) {
            List<JournalDamage> all = damages.isEmpty() ? List.of(first) : damages;
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("sound", false);
            report.put("damages", all.stream().map(VerifyCommand::json).toList());
            answer(report);
            return;
        }
        damages.stream().skip(1).forEach(damage -> err().println(damage.getMessage() + "."));
    }

    private static Map<String, Object> json(JournalDamage damage) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", damage.file().toString());
        json.put("position_bytes", damage.positionBytes());
        json.put("sequence", damage.sequence());
        json.put("what", damage.what());
        return json;
    }

    private int print(JournalReader reader) {
        MessageSchema schema = MessageSchema.load();
        line("Documents  %,d", reader.documents());
        line("Commands   %,d", reader.commands());
        lines(commands.tally().byName(schema));
        line("Events     %,d", events.tally().total());
        lines(events.tally().byName(schema));
        line("Last       command %d, %s", reader.lastSequence(), Notation.time(reader.lastTimeNs()));
        reader.tornTail().ifPresent(torn -> line("At the end %s", torn));
        line("State      %s", StateHash.of(host.engine()));
        LedgerAudit audit = host.engine().audit();
        differences(audit)
                .forEach((asset, difference) -> line("Audit      %-16s %s", asset, difference.toPlainString()));
        out().println(audit.isBalanced()
                ? "OK: every record is intact, and the books balance."
                : "NOT OK: every record is intact, but the books do not balance.");
        return audit.isBalanced() ? ExitCode.OK : ExitCode.DAMAGE;
    }

    private int answer(JournalReader reader) {
        MessageSchema schema = MessageSchema.load();
        LedgerAudit audit = host.engine().audit();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("sound", audit.isBalanced());
        report.put("damages", List.of());
        report.put("venue", commands.venueJson());
        report.put("documents", reader.documents());
        report.putAll(commands.rangeJson());
        report.put("commands_by_kind", commands.tally().byName(schema));
        report.put("events", events.tally().total());
        report.put("events_by_kind", events.tally().byName(schema));
        report.put("torn_tail", reader.tornTail().map(Object::toString).orElse(null));
        report.put("state_hash", StateHash.of(host.engine()));
        report.put("audit", differences(audit));
        answer(report);
        return audit.isBalanced() ? ExitCode.OK : ExitCode.DAMAGE;
    }

    private Map<String, BigDecimal> differences(LedgerAudit audit) {
        return Assets.named(
                host.engine().view().instruments(), audit.quoteDifference(), audit::baseDifference);
    }
}
