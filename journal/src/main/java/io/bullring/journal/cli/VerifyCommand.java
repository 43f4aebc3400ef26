package io.bullring.journal.cli;

import io.bullring.core.e8.WideTotal;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.wallet.LedgerAudit;
import io.bullring.journal.JournalReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Checks every record and works everything out anew in an engine of its own. */
@Command(name = "verify", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Checks every record, replays all of it into a fresh engine, and audits the books.",
    "",
    "Checks framing, checksums, sequence and time of every record. Replays every command into an engine that knows"
            + " nothing else, and prints what that comes to: the events, and a hash over the whole state, which is the same"
            + " wherever the same commands are replayed under the same rules. Adds up all money of each asset: zero,"
            + " because every credit has its debit.",
    "",
    "Beside a running venue this is the state as of the last command printed.",
    ""
})
final class VerifyCommand extends ReadingCommand {
    private static final String USDT = "USDT";

    @Override
    int read(Path journal) {
        EventCounts events = new EventCounts();
        JournalSummary commands = new JournalSummary();
        EngineHost host = new EngineHost(events);
        try (JournalReader reader = JournalReader.open(journal)) {
            replay(reader, host, commands);
            print(reader, commands, events);
        } catch (EngineFault | IndexOutOfBoundsException e) {
            err().println("The engine halted at command " + (host.lastSequence() + 1) + ": " + e.getMessage() + ".");
            err().println(
                    "The records are intact up to there; the fault is the engine's, and would come at every start.");
            return ExitCode.DAMAGE;
        }
        line("State      %s", StateHash.of(host.engine()));
        boolean balanced = printAudit(host.engine().audit(), events);
        out().println(balanced
                ? "OK: every record is intact, and the books balance."
                : "NOT OK: every record is intact, but the books do not balance.");
        return balanced ? ExitCode.OK : ExitCode.DAMAGE;
    }

    private void replay(JournalReader reader, EngineHost host, JournalSummary commands) {
        Progress progress = new Progress(err());
        boolean more = true;
        while (more) {
            more = reader.poll((sequence, timeNs, command, offset, length) -> {
                commands.onCommand(sequence, timeNs, command, offset, length);
                host.onCommand(sequence, timeNs, command, offset, length);
            }) || !reader.isAtEnd();
            progress.report(reader.commands(), reader.lastTimeNs());
        }
    }

    private void print(JournalReader reader, JournalSummary commands, EventCounts events) {
        line("Documents  %,d", reader.documents());
        line("Commands   %,d", reader.commands());
        commands.templates().print(out());
        line("Events     %,d", events.templates().total());
        events.templates().print(out());
        line("Last       command %d, %s", reader.lastSequence(), Notation.time(reader.lastTimeNs()));
        reader.tornTail().ifPresent(torn -> line("At the end %s", torn));
    }

    private boolean printAudit(LedgerAudit audit, EventCounts events) {
        printDifference(USDT, audit.quoteDifference());
        events.symbols()
                .forEach((instrumentId, symbol) -> printDifference(
                        symbol.substring(0, symbol.length() - USDT.length()),
                        audit.baseDifference(instrumentId)));
        return audit.isBalanced();
    }

    private void printDifference(String asset, WideTotal difference) {
        line("Audit      %-16s %s", asset, Notation.e8(difference.saturated()));
    }
}
