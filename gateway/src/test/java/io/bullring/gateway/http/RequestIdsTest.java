package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RequestIdsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "order-17.retry-2", "0b1f6c1e-5b64-4b0e-8d5a-5a0d3a1c9e11"})
    void shouldFindPlainWhatMayBeLogged(String text) {
        assertThat(RequestIds.isPlain(text)).isTrue();
        assertThat(RequestIds.isPlain("x".repeat(64))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "ak_live_key", "a/b", "\"", "é", "a\u0000"})
    void shouldNotFindPlainWhatMayHoldAKeyOrBreakALine(String text) {
        assertThat(RequestIds.isPlain(text)).isFalse();
        assertThat(RequestIds.isPlain("x".repeat(65))).isFalse();
        assertThat(RequestIds.isPlain(null)).isFalse();
    }

    @Test
    void shouldNameEveryAnswer() {
        try (ServedVenue venue = ServedVenue.open(directory)) {
            for (String path : new String[]{"/health", "/api/v1/market/prices", "/api/v1/nowhere", "/ws/v1"}) {
                String first = venue.send("GET", path, null).header("X-Request-Id");
                String second = venue.send("GET", path, null).header("X-Request-Id");

                assertEquals(4, UUID.fromString(first).version(), path);
                assertThat(first).as(path).isNotEqualTo(second);
            }
            assertThat(venue.post("/auth/register", "{").header("X-Request-Id")).isNotEmpty();
            assertThat(venue.send("PATCH", "/health", null).header("X-Request-Id")).isNotEmpty();
        }
    }

    @Test
    void shouldKeepAPlainIdOfTheClientAndMakeOneInThePlaceOfAnother() {
        try (ServedVenue venue = ServedVenue.open(directory)) {
            assertEquals("mine-1", idFor(venue, "mine-1"));
            assertEquals(36, idFor(venue, "ak_live_oops").length());
            assertEquals(36, idFor(venue, "x".repeat(65)).length());
        }
    }

    private static String idFor(ServedVenue venue, String theirs) {
        return venue.send("GET", "/health", null, "X-Request-Id", theirs).header("X-Request-Id");
    }
}
