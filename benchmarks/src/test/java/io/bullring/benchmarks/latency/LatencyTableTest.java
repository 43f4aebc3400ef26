package io.bullring.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.benchmarks.AnswerCounts;
import io.bullring.core.pipeline.PipelineConfig.Wait;
import org.junit.jupiter.api.Test;

final class LatencyTableTest {
    private static final Load LOAD = new Load(1_000, 0, 1);
    private static final long SECOND_NS = 1_000_000_000L;

    private final LatencyTable table = new LatencyTable();

    @Test
    void shouldPrintPercentilesToTheMaximumInMicroseconds() {
        Series series = new Series(LogKind.JOURNAL, Wait.YIELDING, LOAD);
        series.add(trial(SECOND_NS));

        table.series(series);

        assertThat(table.lines().getLast())
                .isEqualTo(
                        "| journal: process-crash | YIELDING | 1,000 | 1,000 | 3 | 500.2 | 900.1 | 990.2 | 999.4 | 1,000.4 | 1,000.4 |");
    }

    @Test
    void shouldPrintNoLatencyOfASeriesWithOneTrialThatMissedItsRate() {
        Series series = new Series(LogKind.JOURNAL, Wait.BLOCKING, LOAD);
        series.add(trial(SECOND_NS));
        series.add(trial(SECOND_NS + SECOND_NS / 50));

        table.series(series);

        assertThat(table.lines().getLast())
                .isEqualTo(
                        "| journal: process-crash | BLOCKING | 1,000 | 980 | 6 | no result: missed its rate | | | | | |");
    }

    @Test
    void shouldHaveAsManyColumnsInEveryRow() {
        Series series = new Series(LogKind.DISCARDING, Wait.BLOCKING, LOAD);
        series.add(trial(SECOND_NS));
        table.series(series);
        series.add(trial(2 * SECOND_NS));
        table.series(series);
        table.machineAlone(1_000, trial(SECOND_NS).latencies());

        assertThat(table.lines()).allMatch(line -> line.chars().filter(character -> character == '|').count() == 12);
    }

    /** Latencies, exact to three digits, of 1, 2, 3 … 1,000 µs. */
    private static TrialResult trial(long elapsedNs) {
        Delays latencies = new Delays();
        for (int i = 1; i <= LOAD.commands(); i++) {
            latencies.record(i * 1_000L);
        }
        return new TrialResult(latencies, 3, elapsedNs, new AnswerCounts());
    }
}
