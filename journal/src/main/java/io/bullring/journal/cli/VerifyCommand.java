package io.bullring.journal.cli;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.port.EventListener;
import io.bullring.core.wallet.LedgerAudit;
import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalInspection;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.audit.EventTally;
import io.bullring.journal.audit.MessageSchema;
import io.bullring.journal.audit.Notation;
import io.bullring.journal.evidence.ChainHead;
import io.bullring.journal.evidence.EvidenceDamage;
import io.bullring.journal.evidence.Verification;
import io.bullring.journal.evidence.VerificationReport;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Checks every record and works everything out anew in an engine of its own. */
@Command(name = "verify", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Checks every record, replays all of it into a fresh engine, and audits the books.",
    "",
    "Checks framing, checksums, sequence and time of every record, and names every damage. Replays every command into an"
            + " engine that knows nothing else, and prints what that comes to: the events, and a hash over the whole state,"
            + " which is the same wherever the same commands are replayed under the same rules. Compares the hash chain"
            + " and the event log, where there are any. Adds up all money of each asset: zero, because every credit"
            + " has its debit.",
    "",
    "A checksum finds an accident; a witness finds somebody who rewrote journal and chain. It is the head of the chain that"
            + " an answer of the venue carried, in the header X-Bullring-Chain.",
    "",
    "Beside a running venue this is the state as of the last command printed.",
    "",
    "  bullring journal verify DIR",
    "  bullring journal verify DIR --witness 256:9c1d...64 digits...",
    "  bullring journal verify DIR --json && echo sound",
    ""
})
final class VerifyCommand extends ReadingCommand {
    private static final int MAX_DAMAGES = 100;

    @Option(names = "--witness", paramLabel = "SEQ:HASH", converter = Witness.class, description = "A head of the chain that somebody outside has kept. May be given several times.")
    private List<ChainHead> witnesses = new ArrayList<>();

    private final JournalSummary commands = new JournalSummary();
    private final EventTally events = new EventTally();
    private EngineHost host;
    private VerificationReport evidence;

    @Override
    int read(Path journal) {
        Path eventLog = journal.toAbsolutePath().normalize().resolveSibling(Verification.EVENT_LOG);
        try (Verification verification = Verification.open(journal, eventLog, witnesses);
                JournalReader reader = JournalReader.open(journal)) {
            host = new EngineHost(new Both(verification));
            host.passOver(Recovery.skips(journal));
            readAll(reader, () -> true, verification.into(host, reader));
            evidence = verification.complete(host.lastSequence());
            return isJson() ? answer(reader) : print(reader);
        } catch (JournalDamage damage) { // the first of the journal's, or found beside a writer and no longer there
            List<JournalDamage> all = JournalInspection.of(journal, MAX_DAMAGES);
            name(List.of(json(damage)), all.subList(Math.min(1, all.size()), all.size()));
            throw damage;
        } catch (EvidenceDamage damage) {
            name(List.of(json(damage)), JournalInspection.of(journal, MAX_DAMAGES));
            throw damage;
        }
    }

    /** The one that ends the run is named by it; here the others of the journal, or all of them for a program. */
    private void name(List<Map<String, Object>> first, List<JournalDamage> others) {
        if (isJson()) {
            answerDamaged(Stream.concat(first.stream(), others.stream().map(VerifyCommand::json)).toList());
        } else {
            others.forEach(damage -> err().println(damage.getMessage() + "."));
        }
    }

    private void answerDamaged(List<Map<String, Object>> damages) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("sound", false);
        report.put("damages", damages);
        answer(report);
    }

    private static Map<String, Object> json(JournalDamage damage) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", damage.file().toString());
        json.put("position_bytes", damage.positionBytes());
        json.put("sequence", damage.sequence());
        json.put("what", damage.what());
        return json;
    }

    private static Map<String, Object> json(EvidenceDamage damage) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", damage.file().toString());
        json.put("first_sequence", damage.firstSequence());
        json.put("last_sequence", damage.lastSequence());
        json.put("what", damage.getMessage());
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
        line("Chain      %s", evidence.head());
        line("           %s", evidence.hasChain()
                ? String.format(Locale.ROOT, "%,d links are as they were written", evidence.links())
                : "there is no file of it to compare with");
        if (evidence.witnesses() > 0) {
            line("Witnesses  %d agree", evidence.witnesses());
        }
        line("Event log  %s", evidence.eventLogSequence() == 0
                ? "none to compare with"
                : "as the replay, up to command " + evidence.eventLogSequence());
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
        report.put("chain_head", evidence.head().text());
        report.put("chain_links_compared", evidence.hasChain() ? evidence.links() : null);
        report.put("witnesses", evidence.witnesses());
        report.put("event_log_sequence", evidence.eventLogSequence() == 0 ? null : evidence.eventLogSequence());
        report.put("state_hash", StateHash.of(host.engine()));
        report.put("audit", differences(audit));
        answer(report);
        return audit.isBalanced() ? ExitCode.OK : ExitCode.DAMAGE;
    }

    private Map<String, BigDecimal> differences(LedgerAudit audit) {
        return Assets.named(
                host.engine().view().instruments(), audit.quoteDifference(), audit::baseDifference);
    }

    /** Counts what is replayed, and lets the evidence hear it. */
    private final class Both implements EventListener {
        private final Verification verification;

        Both(Verification verification) {
            this.verification = verification;
        }

        @Override
        public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
            commands.onCommand(sequence, timeNs, command, offset, length);
            verification.onCommand(sequence, timeNs, command, offset, length);
        }

        @Override
        public void onEvents(
                long sequence,
                long timeNs,
                int source,
                long correlationId,
                DirectBuffer buffer,
                int offset,
                int length,
                int answerOffset) {
            events.onEvents(sequence, timeNs, source, correlationId, buffer, offset, length, answerOffset);
            verification.onEvents(sequence, timeNs, source, correlationId, buffer, offset, length, answerOffset);
        }
    }

    static final class Witness implements ITypeConverter<ChainHead> {
        @Override
        public ChainHead convert(String text) {
            try {
                return ChainHead.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
