package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.RateCounts.Caller;
import io.bullring.gateway.http.RateCounts.Count;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Minutes, and who counts with whom. */
final class RateCountsTest {
    private static final Instant QUARTER_PAST = Instant.parse("2026-03-01T10:15:20Z");
    private static final long NEXT_MINUTE = Instant.parse("2026-03-01T10:16:00Z").getEpochSecond();
    private static final Caller ADA = new Caller(Tier.ORDERS, "agent 1", true);

    private final HandClock clock = new HandClock(QUARTER_PAST);
    private final RateCounts counts = new RateCounts(3, clock::wallNs);

    @Test
    void shouldCountUntilTheMinuteEnds() {
        assertThat(counts.count(ADA)).isEqualTo(new Count(1, NEXT_MINUTE, 40));
        clock.pass(Duration.ofMillis(39_999));
        assertThat(counts.count(ADA)).isEqualTo(new Count(2, NEXT_MINUTE, 1));
        clock.pass(Duration.ofMillis(1));
        assertThat(counts.count(ADA)).isEqualTo(new Count(1, NEXT_MINUTE + 60, 60));
    }

    /** Two event loops read the clock and come to the counts the other way round. */
    @Test
    void shouldNotCountAnewForALoopThatStillReadsTheMinuteBefore() {
        clock.pass(Duration.ofSeconds(40));
        counts.count(ADA);
        clock.jump(Duration.ofMillis(-1));
        assertThat(counts.count(ADA).requests()).isEqualTo(2);
        clock.jump(Duration.ofMillis(1));
        assertThat(counts.count(ADA).requests()).isEqualTo(3);
    }

    @Test
    void shouldLetAddressesBeyondTheBoundCountTogetherAndAgentsNever() {
        for (int i = 1; i <= 3; i++) {
            assertThat(counts.count(address(i)).requests()).isEqualTo(1);
        }
        assertThat(counts.count(address(4)).requests()).isEqualTo(1);
        assertThat(counts.count(address(5)).requests()).isEqualTo(2);
        assertThat(counts.count(address(1)).requests()).isEqualTo(2);

        for (int i = 1; i <= 10; i++) {
            assertThat(counts.count(new Caller(Tier.ORDERS, "agent " + i, true)).requests()).isEqualTo(1);
        }
        clock.pass(Duration.ofMinutes(1));
        assertThat(counts.count(address(5)).requests()).isEqualTo(1);
    }

    private static Caller address(int number) {
        return new Caller(Tier.MARKET_DATA, "address 10.0.0." + number, false);
    }
}
