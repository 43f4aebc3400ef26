package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A venue for each test whose prices the test gives, asked by a client without credentials. */
abstract class PublicMarket {
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** 2026-03-02T00:00:00Z. */
    static final long MIDNIGHT = 1_772_409_600L * SECOND;

    @TempDir
    Path directory;

    ServedVenue venue;

    @BeforeEach
    void open() {
        venue = ServedVenue.open(directory);
    }

    @AfterEach
    void close() {
        venue.close();
    }

    /** The same venue, after a start. */
    void restart() {
        venue.close();
        venue = ServedVenue.open(directory);
    }

    /** The body of a 200. */
    JsonNode ok(String path) {
        Reply reply = venue.get(path);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.body();
    }

    void assertRefused(String path, int status, String code) {
        Reply reply = venue.get(path);
        assertThat(reply.status()).as(path + reply).isEqualTo(status);
        assertThat(reply.code()).as(path).isEqualTo(code);
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.toString().replace('"', '\'')));
        return texts;
    }
}
