package io.bullring.gateway.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is read without the parser is read as the parser reads it. */
final class FlatObjectTest {
    private static final int BODIES = 200_000;
    private static final String[] NAMES = {"symbol", "side", "quantity", "price", "post_only"};
    private static final String[] VALUES = {
        "\"BTCUSDT\"", "\" buy \"", "\"\"", "0.5", "-12", "0", "-0", "007", "1.", ".5", "1e3", "true", "false", "null",
        "nul", "truer",
        "\"a\\u0041\"", "\"\\ud83d\"", "\"é\"", "[1,2]", "{\"side\":1}", "\"tab\there\"",
        "12345678901234567890.123456789",
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t\r", "\f", "\u00a0"};
    private static final String SYNTAX = "{}[]\",:\\.eE+-0123456789 \t\nab\u0000\u007f\u00ff";

    private final JsonMembers read = new JsonMembers(NAMES);
    private final JsonMembers parsed = new JsonMembers(NAMES);
    private final FlatObject flat = new FlatObject();
    private final JsonMember[] members = members();

    @Test
    void shouldReadWhateverComesAsTheParserDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int plain = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body = body(random);
            String what = "seed " + seed + ", body " + new String(body, StandardCharsets.ISO_8859_1);
            Violations violations = new Violations();
            Violations ofParser = new Violations();

            boolean isRead = read.read(body, violations);

            boolean isParsed = body.length > 0
                    && BoundedJson.isUtf8(body, 0, body.length)
                    && parsed.parse(body, 0, body.length, ofParser);
            assertThat(isRead).as(what).isEqualTo(isParsed);
            for (int at = 0; isRead && at < NAMES.length; at++) {
                assertThat(read.at(at).kind()).as(what).isEqualTo(parsed.at(at).kind());
                assertThat(read.at(at).text()).as(what).isEqualTo(parsed.at(at).text());
            }
            plain += flat.read(body, 0, body.length, members) ? 1 : 0;
        }
        assertThat(plain).as("seed " + seed + ": many need no parser").isBetween(BODIES / 20, BODIES * 19 / 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", " { } ", "{\"symbol\":\"BTCUSDT\",\"side\":\"buy\",\"type\":\"market\",\"quantity\":\"0.001\"}",
        "{\"quantity\":0.001}", "{\"quantity\" : -12 , \"post_only\" : true}", "{\"side\":null,\"side\":false}"
    })
    void shouldNeedNoParserForWhatIsPlain(String body) {
        assertThat(isFlat(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{", "[]", "{\"side\"}", "{\"side\":}", "{\"side\":\"buy\",}", "{\"side\":\"buy\"}}", "{side:\"buy\"}",
        "{\"side\":'buy'}",
        "{\"quantity\":01}", "{\"quantity\":1.}", "{\"quantity\":-}", "{\"quantity\":1e3}", "{\"quantity\":+1}",
        "{\"post_only\":truer}",
        "{\"side\":\"b\\u0075y\"}", "{\"side\":\"é\"}", "{\"side\":[\"buy\"]}", "{\"side\":{}}", "{\"side\":\"buy",
        "{\"side\":tru"
    })
    void shouldLeaveEverythingElseToTheParser(String body) {
        assertThat(isFlat(body)).isFalse();
    }

    @Test
    void shouldNotTakeTheHighestByteForTheEnd() {
        byte[] body = {'{', '}', (byte) 0xFF};
        assertThat(flat.read(body, 0, body.length, members)).isFalse();
        assertThat(flat.read(body, 0, body.length - 1, members)).isTrue();
    }

    private boolean isFlat(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return flat.read(bytes, 0, bytes.length, members);
    }

    private static byte[] body(Random random) {
        StringBuilder text = new StringBuilder().append(space(random)).append('{');
        int pairs = random.nextInt(4);
        for (int i = 0; i < pairs; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(space(random))
                    .append('"')
                    .append(random.nextInt(8) == 0 ? "unknown" : NAMES[random.nextInt(NAMES.length)])
                    .append('"')
                    .append(space(random))
                    .append(':')
                    .append(space(random))
                    .append(VALUES[random.nextInt(random.nextBoolean() ? 4 : VALUES.length)])
                    .append(space(random));
        }
        text.append('}').append(space(random));
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(3) == 0) {
            body[random.nextInt(body.length)] = (byte) SYNTAX.charAt(random.nextInt(SYNTAX.length()));
        }
        return body;
    }

    private static String space(Random random) {
        return random.nextInt(4) == 0 ? SPACES[random.nextInt(SPACES.length)] : "";
    }

    private static JsonMember[] members() {
        JsonMember[] named = new JsonMember[NAMES.length];
        for (int i = 0; i < NAMES.length; i++) {
            named[i] = new JsonMember("", NAMES[i]);
        }
        return named;
    }
}
