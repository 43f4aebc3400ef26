package io.bullring.core.model;

import io.bullring.core.engine.EventEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one command caused, as bytes.
 *
 * @param bytes events, each behind an EventHeader
 * @param answerOffset where the command's own begin
 */
record EventBytes(byte[] bytes, int answerOffset) {
    static EventBytes of(EventEncoder encoder) {
        byte[] bytes = new byte[encoder.length()];
        encoder.buffer().getBytes(0, bytes);
        return new EventBytes(bytes, encoder.answerOffset());
    }

    /** For people; the due work and the answer apart. */
    String inWords() {
        EventPrinter printer = new EventPrinter();
        new EventReader(printer).read(new UnsafeBuffer(bytes), 0, bytes.length, answerOffset);
        StringBuilder words = new StringBuilder();
        List<EventLine> lines = printer.lines();
        for (int i = 0; i < lines.size(); i++) {
            words.append(i < printer.answerIndex() ? "    due    " : "    answer ").append(lines.get(i)).append('\n');
        }
        return lines.isEmpty() ? "    nothing\n" : words.toString();
    }
}
