package io.bullring.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.engine.EventEncoder;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    @Test
    void shouldSayAgainWhatWasWrittenDown() {
        Workload workload = WorkloadGenerator.adversarial(11);
        EventPrinter said = new EventPrinter();
        EventEncoder written = new EventEncoder();
        EventPrinter read = new EventPrinter();
        ReferenceModel speaker = new ReferenceModel(said);
        ReferenceModel writer = new ReferenceModel(written);
        for (int i = 0; i < 2_000; i++) {
            workload.next();
            said.clear();
            written.reset();
            read.clear();
            speaker.onCommand(workload.timeNs(), workload.buffer(), 0, workload.length());
            writer.onCommand(workload.timeNs(), workload.buffer(), 0, workload.length());
            new EventReader(read).read(written.buffer(), 0, written.length(), written.answerOffset());

            assertThat(lines(read)).isEqualTo(lines(said));
            assertThat(read.answerIndex()).isEqualTo(said.answerIndex());
        }
    }

    private static List<String> lines(EventPrinter printer) {
        return printer.lines().stream().map(EventLine::toString).toList();
    }
}
