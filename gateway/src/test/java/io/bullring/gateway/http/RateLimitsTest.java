package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
    private static final List<String> NAMES =
            List.of("orders", "backtest", "market_data", "training", "general", "login", "registration");

    @Test
    void shouldSetEachLimitByItsNameAndLeaveTheOthersAsThePresetHasThem() {
        RateLimits limits = RateLimits.PUBLIC;
        assertThat(limits.with("login", 50)).isEqualTo(new RateLimits(100, 6_000, 1_200, 3_000, 600, 50, 3));
        for (int i = 0; i < NAMES.size(); i++) {
            limits = limits.with(NAMES.get(i), i);
        }
        assertThat(limits).isEqualTo(new RateLimits(0, 1, 2, 3, 4, 5, 6));
    }

    @Test
    void shouldRefuseALimitThatThereIsNotAndOneThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimits.LOCAL.with("logins", 5));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimits.LOCAL.with("login", -1));
    }
}
