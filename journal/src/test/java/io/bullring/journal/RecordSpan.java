package io.bullring.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a batch is on disk, from its word or its header to the end of what belongs to it.
 *
 * @param from first byte
 * @param to behind the last byte
 * @param firstSequence of its first command
 */
record RecordSpan(Path file, long from, long to, long firstSequence) {

    /** All batches of a journal, in order. */
    static List<RecordSpan> of(Path directory) {
        List<RecordSpan> spans = new ArrayList<>();
        long due = 1;
        for (Path path : JournalFiles.list(directory)) {
            try (DocumentFile document = DocumentFile.open(path); BatchFile batches = BatchFile.open(path)) {
                while (document.next(due) && batches.next(due)) {
                    long to = LogKind.of(path) == LogKind.SEGMENTS
                            ? document.position() + SegmentLayout.recordBytes(document.length())
                            : document.position() + QueueFile.WORD_BYTES + document.length();
                    spans.add(new RecordSpan(path, document.position(), to, batches.firstSequence()));
                    due = batches.lastSequence() + 1;
                }
            }
        }
        return spans;
    }
}
