package io.bullring.gateway.feed.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.feed.binance.BinanceConfig.Timing;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the venue is shipped with. */
final class BinanceConfigTest {
    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(60); // how long a price is believed

    @Test
    void shouldRenewAConnectionBeforeTheExchangeEndsItAfter24Hours() {
        assertThat(Timing.USUAL.renewalNs() + Timing.USUAL.connectNs() + Timing.USUAL.overlapNs())
                .isBetween(TimeUnit.HOURS.toNanos(12), TimeUnit.HOURS.toNanos(24) - 1);
    }

    @Test
    void shouldFindADeadConnectionWhilePricesAreFresh() {
        assertThat(Timing.USUAL.pingNs()).isGreaterThan(Timing.USUAL.pongNs());
        assertThat(Timing.USUAL.pingNs() + Timing.USUAL.pongNs()).isLessThan(FRESH_NS);
        assertThat(Timing.USUAL.silenceNs()).isLessThanOrEqualTo(FRESH_NS);
    }

    @Test
    void shouldTryAgainAfterASecondAndNeverWaitLongerThanAMinute() {
        assertThat(Timing.USUAL.firstRetryNs()).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(Timing.USUAL.longestRetryNs()).isEqualTo(TimeUnit.MINUTES.toNanos(1));
    }
}
