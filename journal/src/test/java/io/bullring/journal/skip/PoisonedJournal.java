package io.bullring.journal.skip;

import io.bullring.core.account.VenueRules;
import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.CommandFactory;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalLock;
import io.bullring.journal.JournalReader;
import io.bullring.journal.JournalWriter;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal into which commands are put that no gate would take: the engine halts at a template that it does not know. */
public final class PoisonedJournal {
    private static final int UNKNOWN_TEMPLATE = 99;
    private static final int UNKNOWN_BYTES = 24;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SEGMENT_BYTES = 1 << 20;

    private final Path directory;
    private final JournalConfig config;
    private final CommandFactory command = new CommandFactory();
    private long timeNs = 1_800_000_000_000_000_000L;

    /** Goes on behind what is there. */
    public PoisonedJournal(Path directory, Durability durability) {
        this.directory = directory;
        config = new JournalConfig(1 << 16, 1_024, 0, durability, SEGMENT_BYTES);
    }

    /** A venue with rules and two accounts: commands 1 to 3, each in a batch of its own. */
    PoisonedJournal begin() {
        return batch("rules").batch("account").batch("account");
    }

    /** One batch: "rules", "account", "time", or "poison". */
    public PoisonedJournal batch(String... kinds) {
        long last = JournalReader.lastSequenceIn(directory);
        try (CommandLog log = JournalWriter.open(JournalLock.acquire(directory), config, last)) {
            timeNs += SECOND_NS;
            log.begin(last + 1, timeNs);
            for (String kind : kinds) {
                add(log, kind);
            }
            log.commit();
        }
        return this;
    }

    private void add(CommandLog log, String kind) {
        switch (kind) {
            case "rules" -> command.configureVenue(VenueRules.defaults(1));
            case "account" -> command.openAccount("ada", 1_000_000_000_000L);
            case "time" -> command.advanceTime();
            default -> {
                UnsafeBuffer unknown = new UnsafeBuffer(new byte[UNKNOWN_BYTES]);
                new MessageHeaderEncoder()
                        .wrap(unknown, CommandEnvelopeEncoder.ENCODED_LENGTH)
                        .blockLength(0)
                        .templateId(UNKNOWN_TEMPLATE)
                        .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                        .version(MessageHeaderEncoder.SCHEMA_VERSION);
                log.add(unknown, 0, UNKNOWN_BYTES);
                return;
            }
        }
        log.add(command.buffer(), 0, command.length());
    }

}
