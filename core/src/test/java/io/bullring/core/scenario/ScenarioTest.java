package io.bullring.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays every scenario on the engine and on its model. */
class ScenarioTest {
    private static final List<String> STORY = List.of(
            "venue",
            "instrument BTCUSDT",
            "feed 1 up",
            "price BTCUSDT 100",
            "account alice 1000");

    @TestFactory
    List<DynamicTest> shouldComeTrue() throws IOException, URISyntaxException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : ScenarioFiles.all()) {
            List<String> lines = Files.readAllLines(file);
            String name = file.getFileName().toString();
            tests.add(dynamicTest(name + " on the engine", () -> new ScenarioRunner(new EngineStage()).play(lines)));
            tests.add(dynamicTest(name + " on the model", () -> new ScenarioRunner(new ModelStage()).play(lines)));
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    @Test
    void shouldAcceptWhatHappens() {
        play("buy alice BTCUSDT 1 market | filled #1 alice BTCUSDT 1 @ 100.01 fee 0.10001");
    }

    @Test
    void shouldComplainOfAnotherNumber() {
        assertThatThrownBy(() -> play("buy alice BTCUSDT 1 market | filled #1 1 @ 100.02"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("line 6")
                .hasMessageContaining("@ 100.01");
    }

    @Test
    void shouldComplainOfAnEventTooFew() {
        assertThatThrownBy(() -> play("time | filled #1")).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldComplainOfAnEventTooMany() {
        assertThatThrownBy(() -> play("buy alice BTCUSDT 1 market |")).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldComplainOfAnAnswerThatIsToldAsDue() {
        assertThatThrownBy(() -> play("buy alice BTCUSDT 1 market | due filled #1"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldComplainOfARefusalThatNobodyTold() {
        assertThatThrownBy(() -> play("buy alice BTCUSDT 1000 market"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ORDER_TOO_LARGE");
    }

    @Test
    void shouldComplainOfAnotherBalance() {
        assertThatThrownBy(() -> play("wallet alice USDT 999 0"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was 1000");
    }

    @Test
    void shouldComplainOfAnotherCountOfOpenOrders() {
        play("open alice 0");
        assertThatThrownBy(() -> play("open alice 1")).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldComplainOfAnotherBalanceOfTheHouse() {
        play("house issuance USDT -1000");
        assertThatThrownBy(() -> play("house issuance USDT 0"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was -1000");
    }

    @Test
    void shouldTellThePresentPortfolioFromTheParkedOne() {
        List<String> parked = List.of("park alice 10", "wallet alice USDT 10 0", "wallet alice parked USDT 1000 0");
        play(parked);
        assertThatThrownBy(() -> play(List.of("wallet alice parked USDT 1000 0")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("alice has no parked portfolio");
    }

    @Test
    void shouldForgetSettingsThatWereRefused() {
        play(List.of("risk alice open 20000 | refused RISK_VALUE_OUT_OF_RANGE", "risk alice rate 7 | updated alice"));
    }

    @Test
    void shouldComplainOfWordsThatItDoesNotKnow() {
        assertThatThrownBy(() -> play("time flies")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> play("lend alice 5")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> play("time | boiled #1")).isInstanceOf(AssertionError.class);
    }

    private static void play(String lastLine) {
        play(List.of(lastLine));
    }

    private static void play(List<String> lastLines) {
        List<String> lines = new ArrayList<>(STORY);
        lines.addAll(lastLines);
        new ScenarioRunner(new EngineStage()).play(lines);
    }
}
