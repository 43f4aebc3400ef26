package io.bullring.gateway.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.account.VenueRules;
import io.bullring.core.workload.CommandFactory;
import io.bullring.journal.ChronicleCommandLog;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.cli.JournalCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The audit tool, which knows nothing of the gateway, reads the ids that the gateway gives out. */
class PublicIdsInAuditToolTest {
    private static final long VENUE = 0xABCDEF012345L;

    @TempDir
    Path journal;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeJournalWithoutOrders() {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(journal, JournalConfig.defaults(), 0)) {
            CommandFactory command = new CommandFactory();
            command.configureVenue(VenueRules.defaults(VENUE));
            log.begin(1, 1);
            log.add(command.buffer(), 0, command.length());
            log.commit();
        }
    }

    @Test
    void shouldFindCounterAndVenueInOrderId() {
        assertEquals(4, explain(new PublicIds(VENUE).order(815)));
        assertThat(err.toString()).contains("There is no order 815 in this journal");
    }

    @Test
    void shouldNotTakeAgentForOrder() {
        assertEquals(2, explain(new PublicIds(VENUE).agent(815)));
        assertThat(err.toString()).contains("is no order");
    }

    private int explain(UUID id) {
        return new CommandLine(new JournalCommand())
                .setErr(new PrintWriter(err))
                .execute("explain", journal.toString(), id.toString());
    }
}
