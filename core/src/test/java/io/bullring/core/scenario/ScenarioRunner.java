package io.bullring.core.scenario;

import io.bullring.core.model.EventLine;
import io.bullring.core.model.EventPrinter;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.WorkloadGenerator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plays a scenario on a {@link Stage}, line by line, and complains of the first line that does not come true. The language
 * is described in {@code scenarios/README.md}.
 */
public final class ScenarioRunner {
    private final Stage stage;
    private final CommandFactory command = new CommandFactory();
    private final ScenarioCast cast = new ScenarioCast();
    private final ScenarioExpectation expectation = new ScenarioExpectation(cast);
    private final ScenarioChecks checks;
    private final ScenarioTrade trade;
    private final ScenarioLife life;
    private long nowNs = WorkloadGenerator.START_NS;

    public ScenarioRunner(Stage stage) {
        this.stage = stage;
        this.checks = new ScenarioChecks(stage, cast);
        this.trade = new ScenarioTrade(command, cast);
        this.life = new ScenarioLife(command, cast);
    }

    /** Plays all lines. */
    public void play(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            ScenarioLine line = ScenarioLine.of(i + 1, lines.get(i));
            if (line != null) {
                playGuarded(line);
            }
        }
    }

    private void playGuarded(ScenarioLine line) {
        try {
            play(line);
        } catch (IllegalArgumentException | AssertionError wrong) {
            throw new AssertionError("line " + line.number() + ": " + line.text() + "\n" + wrong.getMessage(), wrong);
        }
    }

    private void play(ScenarioLine line) {
        String verb = line.word();
        if (verb.equals("wait")) {
            waits(line.spanNs());
        } else if (checks.knows(verb)) {
            checks.check(verb, line);
        } else {
            command(verb, line);
        }
        if (line.hasMore()) {
            throw new IllegalArgumentException("not understood: " + line.words());
        }
    }

    private void command(String verb, ScenarioLine line) {
        compare(line.expected(), send(verb, line));
    }

    /** Plays one line whatever it causes, for those who want to know just that, and tells it. */
    String outcomeOf(String text) {
        ScenarioLine line = ScenarioLine.of(0, text);
        EventPrinter events = send(line.word(), line);
        List<EventLine> lines = events.lines();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> (i < events.answerIndex() ? "due " : "") + expectation.told(lines.get(i)))
                .collect(Collectors.joining("; "));
    }

    /** Who is who at present. */
    ScenarioCast cast() {
        return cast;
    }

    /** Time passes. */
    void waits(long spanNs) {
        nowNs += spanNs;
    }

    private EventPrinter send(String verb, ScenarioLine line) {
        Runnable consequence = life.knows(verb) ? life.write(verb, line) : trade.write(verb, line, nowNs);
        EventPrinter events = stage.play(nowNs, command.buffer(), command.length());
        cast.follow(events);
        if (!isRefused(events.lines())) {
            consequence.run();
        }
        return events;
    }

    private void compare(List<String> expected, EventPrinter events) {
        if (expected != null) {
            expectation.compare(expected, events.lines(), events.answerIndex());
        } else if (isRefused(events.lines())) {
            throw new AssertionError("refused: " + events.lines());
        }
    }

    private static boolean isRefused(List<EventLine> events) {
        return events.stream().anyMatch(event -> event.says("CommandRejected"));
    }
}
