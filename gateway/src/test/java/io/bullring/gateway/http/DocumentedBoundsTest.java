package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.contract.BoundProbes;
import io.bullring.gateway.contract.BoundProbes.Place;
import io.bullring.gateway.contract.BoundProbes.Probe;
import io.bullring.gateway.contract.DocumentedApi;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every bound that the OpenAPI document states for a request is the venue's: the last value within it is not complained of, the first
 * one beyond is refused by the name of its field.
 */
@Timeout(120)
final class DocumentedBoundsTest {
    @TempDir
    static Path directory;

    private static ServedVenue venue;
    private static Owner owner;
    private static String agentId;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory);
        venue.feed.price("BTCUSDT", "64000");
        owner = venue.register("Owner");
        agentId = venue.agent(owner, "").id();
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldBeTheVenues() {
        List<Probe> probes = BoundProbes.of(DocumentedApi.SERVED)
                .stream()
                .filter(probe -> probe.template().startsWith("/api/") || isOperators(probe))
                .sorted(Comparator.comparing(Probe::template)) // the operator's last: they stop and suspend
                .toList();
        assertThat(probes).hasSizeGreaterThan(300).anyMatch(DocumentedBoundsTest::isOperators);
        return probes.stream().map(probe -> DynamicTest.dynamicTest(probe.toString(), () -> tryOne(probe)));
    }

    private static void tryOne(Probe probe) {
        Reply reply = send(probe);
        if (probe.refused()) {
            assertThat(reply.status()).as(reply.toString()).isIn(400, 422);
        }
        assertThat(complainsOf(probe.field(), reply)).as(reply.toString()).isEqualTo(probe.refused());
    }

    private static boolean isOperators(Probe probe) {
        return probe.template().startsWith("/operator/");
    }

    private static Reply send(Probe probe) {
        String path = probe.template()
                .replace("{" + probe.field() + "}", probe.place() == Place.PATH ? probe.value() : probe.field())
                .replace("{agent_id}", agentId)
                .replace("{account_id}", owner.accountId())
                .replace("{order_id}", agentId)
                .replace("{symbol}", "BTCUSDT");
        if (probe.place() == Place.QUERY) {
            path += '?' + probe.field() + '=' + URLEncoder.encode(probe.value(), StandardCharsets.UTF_8);
        }
        List<String> headers = new ArrayList<>(List.of(isOperators(probe) ? venue.operator() : owner.bearer()));
        if (probe.place() == Place.HEADER) {
            headers.addAll(List.of(probe.field(), probe.value()));
        }
        String body = probe.body() == null ? null : probe.body().toString();
        return venue.send(probe.method().toUpperCase(Locale.ROOT), path, body, headers.toArray(new String[0]));
    }

    /** What a market read does not offer is named in the details. */
    private static boolean complainsOf(String field, Reply reply) {
        for (JsonNode error : reply.details().path("errors")) {
            String named = error.path("field").asText();
            if (named.equals(field) || named.startsWith(field + '.')) {
                return true;
            }
        }
        return reply.code().equals("INVALID_SYMBOL") && reply.details().has(field) && !field.equals("symbol");
    }
}
