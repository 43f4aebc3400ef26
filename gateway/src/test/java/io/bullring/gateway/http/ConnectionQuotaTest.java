package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** As many connections as there may be, and a word about those that are closed. */
final class ConnectionQuotaTest {
    private final HandClock clock = new HandClock(Instant.EPOCH);
    private final ConnectionQuota quota = new ConnectionQuota("connections", 2, clock::monotonicNs);

    @Test
    void shouldRefuseWhatIsBeyondTheBoundAndCountIt() {
        assertThat(quota.enter()).isTrue();
        assertThat(quota.enter()).isTrue();
        assertThat(quota.enter()).isFalse();
        assertEquals(2, quota.present());
        assertEquals(1, quota.refused());

        quota.leave();
        assertThat(quota.enter()).isTrue();
        assertEquals(1, quota.refused());
    }

    @Test
    void shouldTellOfItOnceAMinute() {
        quota.enter();
        quota.enter();
        try (LogKeeper log = new LogKeeper(Level.WARN)) {
            assertThat(log.lines()).isEmpty();
            for (int i = 0; i < 1_000; i++) {
                quota.enter();
            }
            assertThat(log.lines()).singleElement().asString().contains("there are 2 connections", "1 so far");
            clock.pass(Duration.ofSeconds(59));
            quota.enter();
            assertThat(log.lines()).hasSize(1);
            clock.pass(Duration.ofSeconds(1));
            quota.enter();
            assertThat(log.lines()).hasSize(2).last().asString().contains("1002 so far");
        }
    }
}
