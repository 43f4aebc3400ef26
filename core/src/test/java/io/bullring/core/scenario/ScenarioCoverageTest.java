package io.bullring.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.event.EventSink;
import io.bullring.core.model.EventLine;
import io.bullring.core.model.ProtocolMessages;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.RejectReason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the engine can say, a scenario shows, but for {@code TOO_MANY_AGENTS}, which takes 10,000 lines: {@code AgentBoundsTest}. */
class ScenarioCoverageTest {
    /** No event, and one that its host says where the engine is passed over. */
    private static final Set<String> NOT_THE_ENGINES = Set.of("AnswerStarts", "CommandSkipped");

    @Test
    void shouldShowEveryEventAndEveryReason() throws IOException, URISyntaxException {
        List<EventLine> happened = new ArrayList<>();
        for (Path file : ScenarioFiles.all()) {
            RecordingStage stage = new RecordingStage(new EngineStage());
            new ScenarioRunner(stage).play(Files.readAllLines(file));
            happened.addAll(stage.events());
        }
        assertThat(missingFrom(happened)).as("what no scenario shows").isEmpty();
    }

    @Test
    void shouldMissWhatDoesNotHappen() {
        RecordingStage stage = new RecordingStage(new EngineStage());
        new ScenarioRunner(stage).play(List.of("account alice 1000 | refused NOT_CONFIGURED", "venue"));

        assertThat(missingFrom(stage.events()))
                .hasSize(everything().size() - 3)
                .doesNotContain("CommandRejected", "CommandRejected NOT_CONFIGURED", "VenueConfigured")
                .contains("AgentDeleted", "CommandRejected STILL_CANCELLING", "OrderCancelled KILL_SWITCH");
    }

    @Test
    void shouldAskForEachEventOfTheSchema() {
        assertThat(everything()).as("the methods of EventSink among it; the events of the schema are")
                .containsAll(ProtocolMessages.events()
                        .values()
                        .stream()
                        .filter(event -> !NOT_THE_ENGINES.contains(event))
                        .toList());
    }

    private static List<String> missingFrom(List<EventLine> happened) {
        return everything().stream()
                .filter(words -> happened.stream().noneMatch(event -> event.says(words)))
                .toList();
    }

    /** Each event, each reason of a refusal and each of a cancellation, in the words of an {@link EventLine}. */
    private static List<String> everything() {
        Stream<String> events = Arrays.stream(EventSink.class.getMethods())
                .map(method -> method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                        + method.getName().substring(1))
                .filter(event -> !NOT_THE_ENGINES.contains(event))
                .sorted();
        Set<RejectReason> refusals =
                EnumSet.complementOf(EnumSet.of(RejectReason.NULL_VAL, RejectReason.TOO_MANY_AGENTS));
        Set<CancelReason> cancels = EnumSet.complementOf(EnumSet.of(CancelReason.NULL_VAL));
        return Stream.of(
                events,
                refusals.stream().map(reason -> "CommandRejected " + reason),
                cancels.stream().map(reason -> "OrderCancelled " + reason))
                .flatMap(words -> words)
                .toList();
    }
}
