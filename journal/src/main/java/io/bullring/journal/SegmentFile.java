package io.bullring.journal;

import static io.bullring.journal.SegmentLayout.FIRST_RECORD;
import static io.bullring.journal.SegmentLayout.RECORD_ALIGNMENT;
import static io.bullring.journal.SegmentLayout.TRAILER_BYTES;

import io.bullring.protocol.BatchHeaderDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One segment of a synced log, see {@link SegmentLayout}. Each record was synced before the next was begun, so only the
 * last one can be torn: a record that lacks sectors while something stands behind it was damaged.
 */
final class SegmentFile implements DocumentFile {
    private static final int DIGITS = 10;

    /** So many places that look like a trailer are looked at; more of them in one torn record are nobody's order ids. */
    private static final int MOST_LOOKS = 1_000;

    /** What stands at the place of a record. */
    private enum Found {
        NOTHING,
        PART,
        WHOLE,
        WRONG
    }

    private final Path path;
    private final FileChannel channel;
    private final FileWindow window;
    private final long sizeBytes;
    private final BatchHeaderDecoder header = new BatchHeaderDecoder();
    private final BatchCheck check = new BatchCheck();
    private long position = FIRST_RECORD;
    private long nextPosition = FIRST_RECORD;
    private int length;
    private String fault;
    private boolean restIsZero;

    private SegmentFile(Path path, FileChannel channel, long sizeBytes) {
        this.path = path;
        this.channel = channel;
        this.sizeBytes = sizeBytes;
        window = new FileWindow(path, channel);
    }

    /** @throws JournalDamage when its header or its size is not as it was made */
    static SegmentFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            SegmentFile file = new SegmentFile(path, channel, channel.size());
            String fault = file.faultOfSegment();
            if (fault != null) {
                channel.close();
                throw new JournalDamage(path, 0, JournalReader.ANY_SEQUENCE, fault);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    private String faultOfSegment() {
        window.refresh(0, SegmentLayout.HEADER_BYTES);
        return SegmentLayout.faultOfHeader(window.bytes(), numberOf(path), sizeBytes);
    }

    /** The file of a segment. */
    static Path path(Path directory, long number) {
        String digits = Long.toString(number);
        return directory.resolve("0".repeat(DIGITS - digits.length()) + digits + ".seg");
    }

    /** The number in a segment's name. */
    static long numberOf(Path path) {
        return Long.parseLong(path.getFileName().toString().substring(0, DIGITS));
    }

    /** False while a segment is only there to be written next. */
    static boolean hasBegun(Path path) {
        ByteBuffer first = ByteBuffer.allocate(BatchLayout.HEADER_BYTES);
        try (FileChannel channel = FileChannel.open(ColdStorage.present(path), StandardOpenOption.READ)) {
            channel.read(first, FIRST_RECORD);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path, e);
        }
        return !SegmentLayout.isZero(new UnsafeBuffer(first), 0, BatchLayout.HEADER_BYTES);
    }

    /** Never: a segment gets its name when it is complete. */
    @Override
    public boolean isUnfinished() {
        return false;
    }

    @Override
    public long firstPosition() {
        return FIRST_RECORD;
    }

    /** There is no mark: a segment is short. */
    @Override
    public long markedPosition(long sequenceDue) {
        return FIRST_RECORD;
    }

    /** It was looked at when the file was opened. */
    @Override
    public String faultOfHeader() {
        return null;
    }

    @Override
    public boolean seek(long target) {
        boolean isPlace =
                window.isInFile(target) && target >= FIRST_RECORD && (target & RECORD_ALIGNMENT - 1) == 0;
        nextPosition = isPlace ? target : nextPosition;
        return isPlace;
    }

    @Override
    public boolean next(long sequenceDue) {
        position = nextPosition;
        if (look(sequenceDue) != Found.WHOLE) {
            return false;
        }
        nextPosition = position + SegmentLayout.recordBytes(length);
        return true;
    }

    @Override
    public boolean isAtDocument() {
        return nextPosition > position;
    }

    @Override
    public void reload(long sequenceDue) {
        if (!window.refresh(position, SegmentLayout.recordBytes(length))) {
            throw damage(sequenceDue, "the file was cut while it was being read");
        }
    }

    /** What was not whole is read again: it may have been written since the window was filled, or just then. */
    private Found judgeAfresh() {
        Found found = judge();
        if (found != Found.WHOLE) {
            window.refresh(position, BatchLayout.HEADER_BYTES);
            found = judge();
        }
        return found;
    }

    private Found look(long sequenceDue) {
        Found found = judgeAfresh();
        if (found == Found.WRONG) {
            throw damage(sequenceDue, fault);
        }
        return found;
    }

    private Found judge() {
        if (!window.reach(position, BatchLayout.HEADER_BYTES) || isZero(position, BatchLayout.HEADER_BYTES)) {
            return Found.NOTHING;
        }
        header.wrap(window.buffer(), window.offsetOf(position));
        if (header.magic() != BatchLayout.MAGIC || header.formatVersion() != BatchLayout.FORMAT_VERSION) {
            return isCut() ? Found.NOTHING
                    : wrong("this is not the header of a batch: it begins with 0x" + Long.toHexString(header.magic())
                            + ", version " + header.formatVersion());
        }
        long batchBytes = BatchLayout.HEADER_BYTES + (long) header.lengthBytes();
        if (batchBytes < BatchLayout.HEADER_BYTES || batchBytes > BatchLayout.MAX_DOCUMENT_BYTES
                || !window.reach(position, SegmentLayout.recordBytes((int) batchBytes))) {
            return isCut()
                    ? Found.NOTHING
                    : wrong("a batch of " + batchBytes + " bytes, longer than any batch or the file");
        }
        length = (int) batchBytes;
        return judgeTrailer(offset() + SegmentLayout.recordBytes(length) - TRAILER_BYTES);
    }

    /** A process that was killed may leave a part of a header. A whole record goes on with a frame, whose sequence is not 0. */
    private boolean isCut() {
        long frame = position + BatchLayout.HEADER_BYTES;
        return !window.reach(frame, Long.BYTES) || isZero(frame, Long.BYTES);
    }

    private Found judgeTrailer(int trailer) {
        UnsafeBuffer buffer = window.buffer();
        if (buffer.getLong(trailer) == 0) {
            return endedBefore(trailer) ? wrong("the record ends before the length that it states") : Found.PART;
        }
        if (SegmentLayout.isCutTrailer(buffer.getLong(trailer))) {
            return Found.PART;
        }
        if (buffer.getInt(trailer) != SegmentLayout.TRAILER_MAGIC) {
            return wrong("the record does not end with its trailer");
        }
        int stated = buffer.getInt(trailer + Integer.BYTES);
        int found = SegmentLayout.zeroSectors(buffer, offset(), position, SegmentLayout.recordBytes(length));
        if (stated >= 0 && stated < found) {
            return Found.PART;
        }
        if (stated != found || !SegmentLayout.isZero(buffer, offset() + length, trailer)) {
            return wrong("the record's trailer states " + stated + " empty sectors, there are " + found
                    + ", or there are bytes between batch and trailer");
        }
        return Found.WHOLE;
    }

    /**
     * Whether the record ended before this place: then it was whole, and its length is not the one written. What looks like a trailer
     * may be what a client called its order; it is one if its batch has the checksum that it should have.
     */
    private boolean endedBefore(int trailer) {
        int looks = 0;
        for (int at = offset() + RECORD_ALIGNMENT - TRAILER_BYTES; at < trailer; at += RECORD_ALIGNMENT) {
            if (window.buffer().getInt(at) == SegmentLayout.TRAILER_MAGIC
                    && (++looks > MOST_LOOKS || isBatchUpTo(at))) {
                return true;
            }
        }
        return false;
    }

    private boolean isBatchUpTo(int trailer) {
        int longest = trailer - offset();
        int batchBytes = longest;
        while (batchBytes > BatchLayout.HEADER_BYTES && longest - batchBytes < RECORD_ALIGNMENT) {
            if (check.isBatchOf(window, offset(), batchBytes)) {
                return true;
            }
            batchBytes -= BatchLayout.ALIGNMENT;
        }
        return false;
    }

    private Found wrong(String what) {
        fault = what;
        return Found.WRONG;
    }

    @Override
    public boolean goesOn() {
        Found found = judgeAfresh();
        return found == Found.WHOLE || found == Found.WRONG;
    }

    @Override
    public Optional<TornTail> inspectEnd(long sequenceDue) {
        Found found = look(sequenceDue);
        if (found == Found.WHOLE) {
            return Optional.empty();
        }
        long limit = found == Found.PART
                ? position + SegmentLayout.recordBytes(length)
                : Math.min(sizeBytes, position + SegmentLayout.recordBytes(BatchLayout.MAX_DOCUMENT_BYTES));
        long end = found == Found.NOTHING ? endOfTorn(limit, sequenceDue) : limit;
        if (!restIsZero && lastNonZero(limit, sizeBytes) > limit) {
            checkStillEnd(sequenceDue, "there are records behind it");
        }
        restIsZero = true;
        return end <= position || goesOn()
                ? Optional.empty()
                : Optional.of(new TornTail(path, position, end - position, sequenceDue));
    }

    /** A record whose first sector is missing: no whole record may stand behind it. */
    private long endOfTorn(long limit, long sequenceDue) {
        long end = lastNonZero(position, limit);
        for (long at = position + RECORD_ALIGNMENT; at < end; at += RECORD_ALIGNMENT) {
            if (isHeader(at, sequenceDue)) {
                checkStillEnd(sequenceDue, "there is nothing, but the header of a batch stands at byte " + at);
            }
        }
        return end;
    }

    /** Whether a batch begins here that may follow: the bytes of an order may look like its first few. */
    private boolean isHeader(long at, long sequenceDue) {
        if (!window.reach(at, BatchLayout.HEADER_BYTES)) {
            return false;
        }
        header.wrap(window.buffer(), window.offsetOf(at));
        long first = header.firstSequence();
        boolean mayFollow = sequenceDue == JournalReader.ANY_SEQUENCE
                || first > sequenceDue && first - sequenceDue <= BatchLayout.MAX_COMMANDS;
        return header.magic() == BatchLayout.MAGIC
                && header.formatVersion() == BatchLayout.FORMAT_VERSION
                && header.count() > 0
                && header.lengthBytes() > 0
                && header.lengthBytes() <= BatchLayout.MAX_DOCUMENT_BYTES
                && mayFollow
                && isFrameOrNothing(at + BatchLayout.HEADER_BYTES, first);
    }

    /** The first frame repeats the sequence, if its sector was written. */
    private boolean isFrameOrNothing(long at, long sequence) {
        if (!window.reach(at, Long.BYTES)) {
            return true;
        }
        long stated = window.buffer().getLong(window.offsetOf(at));
        return stated == sequence || stated == 0;
    }

    /** Beside a writer, what stands behind may have been written since we looked here. */
    private void checkStillEnd(long sequenceDue, String what) {
        if (look(sequenceDue) != Found.WHOLE) {
            throw damage(sequenceDue, "the log ends here, but " + what);
        }
    }

    /** Behind the last byte between these two that is not zero; the first of them when all are. */
    private long lastNonZero(long from, long to) {
        long end = from;
        long at = from;
        while (at < to && window.refresh(at, 1)) {
            long nonZero = Math.min(to, window.endWithoutZeros());
            end = nonZero > at ? nonZero : end;
            at = window.end();
        }
        return end;
    }

    private boolean isZero(long at, int bytes) {
        int from = window.offsetOf(at);
        return SegmentLayout.isZero(window.buffer(), from, from + bytes);
    }

    @Override
    public long day() {
        return 0;
    }

    /** What is full is gone on behind by its writer. */
    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public JournalDamage damage(long sequenceDue, String what) {
        return new JournalDamage(path, position, sequenceDue, what);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int offset() {
        return window.offsetOf(position);
    }

    @Override
    public FileWindow window() {
        return window;
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
