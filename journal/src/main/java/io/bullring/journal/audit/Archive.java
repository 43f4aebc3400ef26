package io.bullring.journal.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.Skips;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.EventListener;
import io.bullring.journal.BatchListener;
import io.bullring.journal.evidence.ChainCopy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.agrona.DirectBuffer;

/**
 * A journal in one file for a verifier that is not ours: the command documents as they lie on disk, what each command caused
 * by replay, what everybody has in the end. {@code docs/JOURNAL.md} has the layout. The same journal gives the
 * same bytes, whenever and wherever.
 *
 * <pre>
 *   schema.xml     the schema of commands and events
 *   commands.bin   length, document; length, document; …
 *   events.bin     sequence, length, answer offset, events; …
 *   commands.chain the links of the hash chain, where the journal has one
 *   state.json     wallets, open orders, house accounts, state hash
 *   manifest.json  counts, first and last command, venue
 * </pre>
 *
 * <p>Is told of the journal twice: first of its documents, then of its commands. Bounded memory. Not thread-safe.
 */
public final class Archive implements AutoCloseable {
    /** Version of the layout. */
    public static final int VERSION = 1;

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int EVENTS_HEADER_BYTES = 16;

    private final ZipOutputStream zip;
    private final ByteBuffer header = ByteBuffer.allocate(EVENTS_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final EngineHost host;
    private byte[] copied = new byte[BUFFER_BYTES];
    private long documents;
    private long lastSequence;

    /** @param skips what the replay passes over */
    public Archive(Path file, Skips skips) throws IOException {
        zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
        EventListener events = (sequence, timeNs, source, correlationId, buffer, offset, length, answerOffset) -> write(
                header.clear().putLong(sequence).putInt(length).putInt(answerOffset).flip(), buffer, offset, length);
        host = new EngineHost(events);
        host.passOver(skips);
    }

    /** Begins the part of the documents; each is then to be handed to {@link #documents}. */
    public void beginDocuments() throws IOException {
        begin("schema.xml");
        zip.write(MessageSchema.text());
        begin("commands.bin");
    }

    /** Takes the documents. */
    public BatchListener documents() {
        return (buffer, offset, length) -> {
            documents++;
            write(header.clear().putInt(length).flip(), buffer, offset, length);
        };
    }

    /** Begins the part of the events, which end with this command. */
    public void beginEvents(long last) throws IOException {
        lastSequence = last;
        begin("events.bin");
    }

    /** Takes the commands, and writes what they cause. */
    public CommandListener commands() {
        return (sequence, timeNs, command, offset, length) -> {
            if (sequence <= lastSequence) {
                host.onCommand(sequence, timeNs, command, offset, length);
            }
        };
    }

    /** The engine that the commands go to. */
    public EngineHost host() {
        return host;
    }

    /** Writes the journal's chain and what there is in the end. */
    public void end(Path journal) throws IOException {
        if (ChainCopy.head(journal).isPresent()) {
            begin("commands.chain");
            ChainCopy.write(journal, lastSequence, zip);
        }
        begin("state.json");
        try (JsonGenerator json = ArchiveJson.generator(zip)) {
            ArchiveJson.state(json, host);
        }
        begin("manifest.json");
        try (JsonGenerator json = ArchiveJson.generator(zip)) {
            ArchiveJson.manifest(json, host, documents);
        }
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    private void write(ByteBuffer before, DirectBuffer buffer, int offset, int length) {
        if (length > copied.length) {
            copied = new byte[Integer.highestOneBit(length) << 1];
        }
        buffer.getBytes(offset, copied, 0, length);
        try {
            OutputStream out = zip;
            out.write(before.array(), 0, before.remaining());
            out.write(copied, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("the archive cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
