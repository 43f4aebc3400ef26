package io.bullring.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bullring.core.scenario.EngineStage;
import io.bullring.core.scenario.ModelStage;
import io.bullring.core.scenario.ScenarioRunner;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Can the comparison find an error? Somebody has made a few. */
class PlantedErrorTest {
    private static final int SEEDS = 60;
    private static final int COMMANDS = 10_000;
    private static final int MOST_COMMANDS_TO_READ = 15;

    /** Lines that make the ids count, that wait or look: a command that names agent 22 needs the 21 before it. */
    private static final Pattern SCENERY =
            Pattern.compile("^(account|agent|clone|instrument|wait|wallet|position|open|audit)\\b");

    @ParameterizedTest
    @EnumSource
    void shouldBeFoundMadeShortAndKeptAsAScenario(PlantedError error) {
        Campaign campaign = new Campaign(error, COMMANDS);
        Campaign.Failure failure = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> campaign.play(seed, twins -> {}))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not found in " + SEEDS + " seeds"));
        Campaign.Case few = campaign.shrink(campaign.tapeOf(failure));
        List<String> scenario = few.scenario();
        String story = String.join("\n", scenario);

        assertThat(scenario).as(story)
                .filteredOn(line -> !SCENERY.matcher(line).find())
                .hasSizeLessThanOrEqualTo(MOST_COMMANDS_TO_READ);
        assertThatCode(() -> new ScenarioRunner(new EngineStage()).play(scenario)).as(story).doesNotThrowAnyException();
        assertThatCode(() -> new ScenarioRunner(new ModelStage()).play(scenario)).as(story).doesNotThrowAnyException();
        assertThatCode(() -> new ScenarioRunner(new ModelStage(error)).play(scenario))
                .as(story)
                .isInstanceOf(AssertionError.class);
    }
}
