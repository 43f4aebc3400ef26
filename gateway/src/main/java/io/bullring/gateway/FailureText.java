package io.bullring.gateway;

import io.bullring.gateway.history.HistoryFailure;
import io.bullring.gateway.venue.BookMismatch;
import io.bullring.gateway.venue.FeedMismatch;
import io.bullring.gateway.venue.HistoryAhead;
import io.bullring.journal.CommandsMissing;
import io.bullring.journal.DurabilityMismatch;
import io.bullring.journal.EventLogDamage;
import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalInUse;
import io.bullring.journal.ReplayFault;
import io.bullring.journal.evidence.EvidenceDamage;
import io.bullring.journal.snapshot.JournalBehindSnapshot;
import io.bullring.journal.snapshot.UnsoundState;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What an operator can do something about is told in a line; anything else is our bug, with its stack trace. */
final class FailureText implements IExecutionExceptionHandler {
    /** The command could not do what it was asked for. */
    static final int EXIT_FAILED = 1;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (!isForTheOperator(failure)) {
            throw failure;
        }
        command.getErr().println("bullring: " + text(failure));
        return EXIT_FAILED;
    }

    private static boolean isForTheOperator(Exception failure) {
        return failure instanceof JournalInUse
                || failure instanceof JournalDamage
                || failure instanceof ReplayFault
                || failure instanceof EvidenceDamage
                || failure instanceof EventLogDamage
                || failure instanceof CommandsMissing
                || failure instanceof HistoryAhead
                || failure instanceof HistoryFailure
                || failure instanceof DurabilityMismatch
                || failure instanceof FeedMismatch
                || failure instanceof BookMismatch
                || failure instanceof JournalBehindSnapshot
                || failure instanceof UnsoundState
                || failure instanceof UncheckedIOException;
    }

    private static String text(Exception failure) {
        return what(failure) + advice(failure);
    }

    /** The other failures say themselves what to do. */
    private static String advice(Exception failure) {
        return switch (failure) {
            case JournalDamage damage ->
                ". Nothing was changed: keep a copy of the directory, and see 'When a journal is damaged' in docs/JOURNAL.md";
            case EvidenceDamage damage ->
                ". Nothing was changed: keep a copy of the directory, and see 'The chain' in docs/JOURNAL.md";
            case JournalBehindSnapshot behind ->
                ". Nothing was changed: put the journal's files back from a copy; where a power failure took its end, move the"
                        + " directory of the snapshots away, see 'Snapshots' in docs/JOURNAL.md";
            case HistoryFailure disk ->
                ". See to its disk, and start again: nothing is lost, the journal has it all";
            default -> "";
        };
    }

    private static String what(Exception failure) {
        Throwable cause = failure.getCause();
        boolean saysAll = cause == null
                || cause.getMessage() == null
                || failure instanceof ReplayFault
                || failure.getMessage().contains(cause.getMessage());
        return saysAll ? failure.getMessage() : failure.getMessage() + ": " + cause.getMessage();
    }
}
