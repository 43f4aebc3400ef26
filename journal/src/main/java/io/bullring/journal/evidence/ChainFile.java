package io.bullring.journal.evidence;

import io.bullring.core.fault.Check;
import io.bullring.core.fault.JournalFault;
import io.bullring.protocol.ChainHeaderDecoder;
import io.bullring.protocol.ChainHeaderEncoder;
import io.bullring.protocol.ChainLinkDecoder;
import io.bullring.protocol.ChainLinkEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The file of a chain: its header, and its links in order. What a writer leaves that ended while it wrote, or whose last pages a power
 * failure took (a link cut short, zeros, links whose checksum is wrong, with no sound one behind them), does not count as links, and a
 * writer cuts it off. A link before the last sound one whose checksum is wrong is damage. Not thread-safe.
 */
final class ChainFile implements AutoCloseable {
    /** Name of the file, in the journal's directory. */
    static final String FILE_NAME = "commands.chain";

    private static final String WHAT_TO_DO =
            "; the file is derived from the journal: keep a copy, move it away, and the next start rebuilds it";

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(ChainLayout.LINK_BYTES);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final ChainLinkEncoder encoder = new ChainLinkEncoder().wrap(buffer, 0);
    private final ChainLinkDecoder link = new ChainLinkDecoder().wrap(buffer, 0);
    private final byte[] hash = new byte[ChainLayout.HASH_BYTES];
    private final CRC32C crc = new CRC32C();
    private int interval;
    private byte[] genesis;
    private long links;
    private long tornBytes;

    private ChainFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens the chain of a journal to go on with it; makes it when it is missing. Only for the holder of the journal's
     * lock.
     *
     * @throws EvidenceDamage when it is no such file
     */
    static ChainFile openToWrite(Path journal) {
        ChainFile file = open(
                journal.resolve(FILE_NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        file.cutTorn();
        return file;
    }

    /** Opens the chain of a journal to read it, also beside a writer. It must exist. */
    static ChainFile openToRead(Path journal) {
        return open(journal.resolve(FILE_NAME), StandardOpenOption.READ);
    }

    static boolean existsIn(Path journal) {
        return Files.exists(journal.resolve(FILE_NAME));
    }

    /** The link before the first of a chain with this interval: the hash of its file's header. */
    static byte[] genesis(int interval) {
        return LinkBuilder.sha256().digest(header(interval));
    }

    private static ChainFile open(Path path, StandardOpenOption... options) {
        ChainFile file = null;
        boolean opened = false;
        try {
            file = new ChainFile(path, FileChannel.open(path, options));
            file.find();
            opened = true;
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        } finally {
            if (!opened && file != null) {
                file.close();
            }
        }
    }

    private static byte[] header(int interval) {
        UnsafeBuffer header = new UnsafeBuffer(new byte[ChainLayout.HEADER_BYTES]);
        ChainHeaderEncoder encoder = new ChainHeaderEncoder()
                .wrap(header, 0)
                .magic(ChainLayout.MAGIC)
                .formatVersion(ChainLayout.FORMAT_VERSION)
                .reserved(0)
                .interval(interval);
        CRC32C checksum = new CRC32C();
        checksum.update(header.byteArray(), 0, ChainLayout.HEADER_CRC_OFFSET);
        encoder.crc32c(checksum.getValue());
        return header.byteArray();
    }

    private void find() throws IOException {
        long size = channel.size();
        readHeader(size);
        links = Math.max(0, (size - ChainLayout.HEADER_BYTES) / ChainLayout.LINK_BYTES);
        while (links > 0 && !readIntact(links)) {
            links--;
        }
        tornBytes = size < ChainLayout.HEADER_BYTES ? size : size - ChainLayout.linkPosition(links + 1);
    }

    /** A header that is cut short belongs to a chain that has no links yet. */
    private void readHeader(long size) throws IOException {
        interval = ChainLayout.INTERVAL;
        if (size >= ChainLayout.HEADER_BYTES) {
            read(0, ChainLayout.HEADER_BYTES);
            ChainHeaderDecoder header = new ChainHeaderDecoder().wrap(buffer, 0);
            boolean sound = header.magic() == ChainLayout.MAGIC
                    && header.formatVersion() == ChainLayout.FORMAT_VERSION
                    && header.interval() > 0
                    && header.interval() <= ChainLayout.MAX_INTERVAL
                    && header.crc32c() == checksum(ChainLayout.HEADER_CRC_OFFSET);
            if (!sound) {
                throw new EvidenceDamage(path, 1, 1, "the file does not begin as a chain of format version "
                        + ChainLayout.FORMAT_VERSION + WHAT_TO_DO);
            }
            interval = header.interval();
        }
        genesis = genesis(interval);
    }

    private void cutTorn() {
        try {
            if (channel.size() < ChainLayout.HEADER_BYTES) {
                writeFully(ByteBuffer.wrap(header(interval)), 0);
            }
            channel.truncate(ChainLayout.linkPosition(links + 1));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + path, e);
        }
    }

    /**
     * Appends the next link.
     *
     * @throws JournalFault when it cannot be written; a part of it may be there, and is dropped at the next opening
     */
    void append(long sequence, long timeNs, byte[] linkHash) {
        Check.that(sequence == (links + 1) * interval, "chain: a link out of sequence");

        encoder.sequence(sequence).timeNs(timeNs).putHash(linkHash, 0, ChainLayout.HASH_BYTES).reserved(0);
        encoder.crc32c(checksum(ChainLayout.LINK_CRC_OFFSET));
        bytes.clear();
        try {
            writeFully(bytes, ChainLayout.linkPosition(links + 1));
        } catch (IOException e) {
            throw JournalFault.nothingWritten(
                    "chain: the link behind command " + sequence + " could not be written to " + path
                            + "; see to its disk, which may be full",
                    e);
        }
        links++;
    }

    private void writeFully(ByteBuffer source, long position) throws IOException {
        int start = source.position();
        while (source.hasRemaining()) {
            channel.write(source, position + source.position() - start);
        }
    }

    /**
     * Makes the n-th link the current one.
     *
     * @throws EvidenceDamage when its checksum is wrong, or it is not in its place
     */
    void moveTo(long number) {
        try {
            if (!readIntact(number) || link.sequence() != number * interval) {
                throw damage(number,
                        "the link itself is damaged, at byte " + ChainLayout.linkPosition(number) + WHAT_TO_DO);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private boolean readIntact(long number) throws IOException {
        read(ChainLayout.linkPosition(number), ChainLayout.LINK_BYTES);
        link.getHash(hash, 0, ChainLayout.HASH_BYTES);
        return link.crc32c() == checksum(ChainLayout.LINK_CRC_OFFSET) && link.reserved() == 0 && !isZero();
    }

    private boolean isZero() {
        for (int i = 0; i < ChainLayout.LINK_BYTES; i += Long.BYTES) {
            if (buffer.getLong(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void read(long position, int length) throws IOException {
        bytes.clear().limit(length);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            continue;
        }
        if (bytes.hasRemaining()) {
            throw new IOException("the file ends within byte " + position + " and the " + length + " behind it");
        }
    }

    private long checksum(int length) {
        crc.reset();
        crc.update(bytes.clear().limit(length));
        return crc.getValue();
    }

    /** Writes the header and so many links, as they are. */
    void copy(long count, OutputStream out) throws IOException {
        out.write(header(interval));
        byte[] copied = new byte[ChainLayout.LINK_BYTES];
        for (long number = 1; number <= count; number++) {
            read(ChainLayout.linkPosition(number), ChainLayout.LINK_BYTES);
            buffer.getBytes(0, copied);
            out.write(copied);
        }
    }

    EvidenceDamage damage(long number, String what) {
        return new EvidenceDamage(path, (number - 1) * interval + 1, number * interval, what);
    }

    /** Of the current link, nanoseconds since 1970. */
    long timeNs() {
        return link.timeNs();
    }

    /** Of the current link; overwritten by the next. */
    byte[] hash() {
        return hash;
    }

    /** The link before the first. */
    byte[] genesis() {
        return genesis;
    }

    /** Commands of one link. */
    int interval() {
        return interval;
    }

    /** How many links there are. */
    long links() {
        return links;
    }

    /** Last command of the last link; 0 for none. */
    long lastSequence() {
        return links * interval;
    }

    /** What was found behind the last link when the file was opened. */
    long tornBytes() {
        return tornBytes;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }
}
