package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One file of a Chronicle queue, read without Chronicle: its data documents in order.
 *
 * <h2>What Chronicle writes</h2>
 *
 * <pre>
 *   0            P                  P + 4          P + 4 + length, then up to the next multiple of 4
 *   ├──── ─ ─ ───┼──────────────────┼──────────────┼──── ─ ─
 *   │ documents  │ word             │ content      │ next document
 *
 *   word   0                          nothing yet: the log ends here
 *          0 0 length (30 bits)       data: one of our batches
 *          0 1 length                 Chronicle's own: file header, index
 *          1 1 0                      end of file; the log goes on in the next one
 *          1 0 0  at byte 0           the file's header is not finished: no documents yet; but where one stands behind it, damage
 * </pre>
 *
 * A writer fills in the content while the word is zero, puts 8 zero bytes behind it, and only then sets the word: that
 * is the commit. Afterwards it notes the document's position in the file's header ({@link QueueHeader}). The note serves
 * as a second witness: when the log seems to end and no document that is read stands there or behind it, a committed one was lost, or a
 * length of Chronicle's own led past it.
 */
final class QueueFile implements DocumentFile {
    /** Bytes of the word before each document. */
    static final int WORD_BYTES = 4;

    /** Behind the header and Chronicle's two first indexes, half of this. */
    private static final int FIRST_BATCH_BEFORE = 1 << 20;

    private static final int DOCUMENT_ALIGNMENT = 4;
    private static final int END_OF_FILE = 0xC000_0000;
    private static final int UNFINISHED = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;

    private final Path path;
    private final FileChannel channel;
    private final FileWindow window;
    private long position;
    private long nextPosition;
    private int length;
    private long lastBatchAt; // 0: none so far

    private QueueFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        window = new FileWindow(path, channel);
    }

    static QueueFile open(Path path) {
        try {
            return new QueueFile(path, FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    @Override
    public boolean isUnfinished() {
        boolean hasWord = window.refresh(0, WORD_BYTES);
        boolean isBegun = hasWord && window.wordAt(0) != 0 && window.wordAt(0) != UNFINISHED;
        return !isBegun && !hasBatches();
    }

    /** Whether there is one where the first would be, whatever the header has come to. */
    private boolean hasBatches() {
        for (long at = 0; at < FIRST_BATCH_BEFORE && window.refresh(at, WORD_BYTES); at = window.end() & -WORD_BYTES) {
            for (long word = at; word + WORD_BYTES <= window.end(); word += WORD_BYTES) {
                if (window.wordAt(word) == BatchLayout.MAGIC) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public long firstPosition() {
        return 0;
    }

    @Override
    public long markedPosition(long sequenceDue) {
        return isUnfinished() ? 0 : writeMark(sequenceDue);
    }

    @Override
    public String faultOfHeader() {
        return QueueHeader.fault(path, channel);
    }

    @Override
    public boolean seek(long target) {
        boolean isPlace = window.isInFile(target) && (target & DOCUMENT_ALIGNMENT - 1) == 0;
        nextPosition = isPlace ? target : nextPosition;
        return isPlace;
    }

    @Override
    public boolean next(long sequenceDue) {
        position = nextPosition;
        while (hasDocument()) {
            int word = window.wordAt(position);
            length = word & LENGTH_MASK;
            checkWord(word, sequenceDue);
            long end = position + WORD_BYTES + length;
            if ((word & META_DATA) == 0) {
                nextPosition = end + (-end & 3);
                lastBatchAt = position;
                return true;
            }
            position = end + (-end & 3);
        }
        nextPosition = position;
        return false;
    }

    @Override
    public boolean isAtDocument() {
        return nextPosition > position;
    }

    @Override
    public void reload(long sequenceDue) {
        if (!window.refresh(position, WORD_BYTES + length)) {
            throw damage(sequenceDue, "the file was cut while it was being read");
        }
    }

    /** The word before a document of Chronicle's own. */
    static int metaData(int length) {
        return META_DATA | length;
    }

    private boolean hasDocument() {
        if (!window.reach(position, WORD_BYTES)) {
            return false;
        }
        int word = window.wordAt(position);
        if (word == 0) { // perhaps only when the window was filled
            word = window.refresh(position, WORD_BYTES) ? window.wordAt(position) : 0;
        }
        return word != 0 && word != END_OF_FILE && !(word == UNFINISHED && position == 0);
    }

    private void checkWord(int word, long sequenceDue) {
        boolean metaData = (word & META_DATA) != 0;
        if (word < 0 || length == 0) {
            throw damage(sequenceDue, "0x" + Integer.toHexString(word) + " is not the beginning of a document");
        }
        if (!metaData && length > BatchLayout.MAX_DOCUMENT_BYTES) {
            throw damage(sequenceDue, "a document of " + length + " bytes, longer than any batch");
        }
        if (!window.reach(position, WORD_BYTES + (metaData ? Math.min(length, WORD_BYTES) : length))) {
            throw damage(sequenceDue, "a document of " + length + " bytes, but the file ends at byte " + window.end());
        }
        if (metaData && length >= WORD_BYTES && window.wordAt(position + WORD_BYTES) == BatchLayout.MAGIC) {
            throw damage(sequenceDue, "a batch marked as Chronicle's own data");
        }
    }

    @Override
    public Optional<TornTail> inspectEnd(long sequenceDue) {
        if (isUnfinished()) {
            return Optional.empty();
        }
        long mark = writeMark(sequenceDue);
        boolean isClosed = isClosed();
        if (mark > lastBatchAt && !goesOn()) {
            throw damage(
                    sequenceDue,
                    "the log ends here, but documents up to byte " + mark + " of this file were committed");
        }
        return isClosed ? Optional.empty() : torn(sequenceDue);
    }

    @Override
    public boolean isClosed() {
        return window.refresh(position, WORD_BYTES) && window.wordAt(position) == END_OF_FILE;
    }

    @Override
    public boolean goesOn() {
        return window.refresh(position, WORD_BYTES) && hasDocument();
    }

    /** An uncommitted batch is at most one document long; Chronicle leaves zeros behind all others. */
    private Optional<TornTail> torn(long sequenceDue) {
        long content = position + WORD_BYTES;
        long end = content;
        long at = content;
        while (at < content + BatchLayout.MAX_DOCUMENT_BYTES && window.refresh(at, 1)) {
            long nonZero = window.endWithoutZeros();
            end = nonZero > at ? nonZero : end;
            at = window.end();
        }
        return end == content ? Optional.empty() : Optional.of(new TornTail(path, content, end - content, sequenceDue));
    }

    private long writeMark(long sequenceDue) {
        return QueueHeader.writeMark(path, channel)
                .orElseThrow(() -> new JournalDamage(
                        path, 0, sequenceDue,
                        "the file does not begin with a header of the Chronicle version we write"));
    }

    @Override
    public long day() {
        return JournalFiles.dayOf(path).toEpochDay();
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
        return window.offsetOf(position + WORD_BYTES);
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
