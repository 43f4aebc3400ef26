package io.bullring.benchmarks.latency;

import io.bullring.benchmarks.AnswerCounts;
import io.bullring.benchmarks.ScratchDirectory;
import io.bullring.core.pipeline.PipelineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is compared at one rate, in rounds: in each the machine alone, then a trial of every kind, every other round in
 * the opposite order, so that whatever the machine does meanwhile does it to all of them.
 */
final class SideBySide {
    private final CommandReel reel;
    private final Load load;
    private final Path journals;
    private final JitterMeter machine = new JitterMeter();
    private final List<Series> series = new ArrayList<>();

    /** @param journals where each trial makes a directory of its own, and removes it */
    SideBySide(CommandReel reel, Load load, List<LogKind> logs, List<PipelineConfig.Wait> waits, Path journals) {
        this.reel = reel;
        this.load = load;
        this.journals = journals;
        for (PipelineConfig.Wait whenIdle : waits) {
            for (LogKind log : logs) {
                series.add(new Series(log, whenIdle, load));
            }
        }
    }

    void run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            System.err.println(load.perSecond() + "/s, round " + (round + 1) + " of " + rounds);
            machine.spin(load.perSecond(), load.commands());
            List<Series> order = round % 2 == 0 ? series : series.reversed();
            order.forEach(this::addTrial);
        }
    }

    private void addTrial(Series to) {
        System.gc(); // the venue of the trial before is nobody's load but ours
        try (ScratchDirectory directory = ScratchDirectory.in(journals);
                MeteredLog log = new MeteredLog(to.log().open(directory.path().resolve("journal")))) {
            SnapshotsBeside snapshots =
                    to.log() == LogKind.SNAPSHOTTED ? SnapshotsBeside.start(directory.path()) : null;
            PauseMeter pauses = PauseMeter.start();
            try {
                to.add(new Trial(reel, load).run(PipelineConfig.defaults().with(to.whenIdle()), log));
            } finally {
                pauses.close();
                if (snapshots != null) {
                    snapshots.close();
                    System.err.println(snapshots.taken() + " snapshots were taken beside it");
                }
            }
            to.pauses().add(log, pauses);
        }
    }

    /** Where the pauses came from, a line for each series. */
    List<String> pauseLines() {
        return series.stream().map(one -> one.pauses().line(one)).toList();
    }

    void writeTo(LatencyTable table) {
        table.machineAlone(load.perSecond(), machine.delays());
        series.forEach(table::series);
    }

    void addAnswersTo(AnswerCounts answers) {
        series.forEach(one -> answers.add(one.answers()));
    }

    /** Whether all kinds kept the rate. */
    boolean keptItsRate() {
        return series.stream().allMatch(Series::keptItsRate);
    }
}
