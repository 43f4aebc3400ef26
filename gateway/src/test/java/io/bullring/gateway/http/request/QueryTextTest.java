package io.bullring.gateway.http.request;

import static io.bullring.gateway.http.request.Refusing.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.protocol.Side;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryTextTest {
    private static final int DEFAULT = 50;
    private static final List<String> WORDS = List.of("open", "all");

    private final MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
    private final Violations violations = new Violations();
    private final QueryText query = new QueryText(parameters, violations);

    @Test
    void shouldGiveDefaultsWhenNothingIsAsked() {
        assertThat(query.integer("limit", 1, DEFAULT, 500)).isEqualTo(DEFAULT);
        assertThat(query.flag("include_archived")).isFalse();
        assertThat(query.side("side")).isNull();
        assertThat(query.symbol("symbol")).isNull();
        assertThat(query.word("status", WORDS)).isNull();
        assertThat(query.timeNs("start_time", 7)).isEqualTo(7);
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void shouldReadWhatIsAsked() {
        parameters.add("limit", " 500 ").add("include_archived", "true").add("side", "sell").add("symbol", "btcusdt");
        assertThat(query.integer("limit", 1, DEFAULT, 500)).isEqualTo(500);
        assertThat(query.flag("include_archived")).isTrue();
        assertThat(query.side("side")).isEqualTo(Side.SELL);
        assertThat(query.symbol("symbol")).isEqualTo("BTCUSDT");
        parameters.add("status", " all ");
        assertThat(query.word("status", WORDS)).isEqualTo("all");
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"btcusdt; BTCUSDT", "' btcusdt , ,ETHUSDT,'; BTCUSDT|ETHUSDT", "a,a; A|A"})
    void shouldReadSymbolsBetweenCommas(String text, String expected) {
        parameters.add("symbols", text);
        assertThat(String.join("|", query.symbols("symbols"))).isEqualTo(expected);
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ,"})
    void shouldReadNoWordsWhereNoneIsNamed(String text) {
        assertThat(query.words("indicators")).isEmpty();
        parameters.add("indicators", text);
        assertThat(query.words("indicators")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "open,all", "al"})
    void shouldRefuseAWordThatIsNoneOfThose(String text) {
        parameters.add("status", text);
        assertThat(query.word("status", WORDS)).isNull();
        assertThat(found(violations)).containsExactly("query status literal_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "1.5", "ten", "99999999999", "+5", "٥", "1e2"})
    void shouldRefuseIntegerOutOfBounds(String text) {
        parameters.add("limit", text);
        assertThat(query.integer("limit", 1, DEFAULT, 500)).isEqualTo(DEFAULT);
        assertThat(found(violations)).containsExactly("query limit int_range");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-26T10:00:00Z, 1772100000000000000",
        "2026-02-26T10:00:00.123456Z, 1772100000123456000",
        "2026-02-26T11:00:00+01:00, 1772100000000000000",
        "2026-02-26T10:00:00, 1772100000000000000",
        "2026-02-26T10:00, 1772100000000000000"
    })
    void shouldReadTime(String text, long expectedNs) {
        parameters.add("start_time", text);
        assertThat(query.timeNs("start_time", 0)).isEqualTo(expectedNs);
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void shouldTakeTimesBeyondOurCountAsTheEndsOfTime() {
        parameters.add("start_time", "0001-01-01T00:00:00Z").add("end_time", "+99999-01-01T00:00:00Z");
        assertThat(query.timeNs("start_time", 0)).isLessThan(-9_000_000_000_000_000_000L);
        assertThat(query.timeNs("end_time", 0)).isGreaterThan(9_000_000_000_000_000_000L);
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30T00:00:00Z", "1772100000", "2026-02-26", "2026-02-26T10:00:00Zx",
        "2026-02-26T24:00:00Z", "2026-02-26T10:00:00+0530", "-0001-01-01T00:00:00Z"})
    void shouldRefuseWhatIsNoTime(String text) {
        parameters.add("start_time", text);
        assertThat(query.timeNs("start_time", 0)).isZero();
        assertThat(found(violations)).containsExactly("query start_time datetime_parsing");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true", "True, true", "TRUE, true", "1, true", "yes, true", "On, true",
        "false, false", "False, false", "0, false", "NO, false", "off, false"
    })
    void shouldReadYesAndNoInAllTheirWords(String text, boolean expected) {
        parameters.add("include_archived", text);
        assertThat(query.flag("include_archived")).isEqualTo(expected);
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "tru", "y", "-1", "true,false", "None"})
    void shouldRefuseWhatIsNeitherYesNorNo(String text) {
        parameters.add("include_archived", text);
        query.flag("include_archived");
        assertThat(found(violations)).containsExactly("query include_archived bool_parsing");
    }

    @Test
    void shouldRefuseAParameterThatIsThereTwiceAndOthersAlone() {
        parameters.add("limit", "5").add("limit", "5").add("offset", "1").add("side", "").add("side", "buy");
        assertThat(query.integer("limit", 1, DEFAULT, 500)).isEqualTo(DEFAULT);
        assertThat(query.integer("offset", 0, 0, 500)).isEqualTo(1);
        assertThat(query.side("side")).isNull();
        assertThat(found(violations)).containsExactly("query limit value_error", "query side value_error");
    }

    @Test
    void shouldKnowAParameterByItsExactNameOnly() {
        parameters.add("LIMIT", "abc").add("limit", "7").add("Side", "buy");
        assertThat(query.integer("limit", 1, DEFAULT, 500)).isEqualTo(7);
        assertThat(query.side("side")).isNull();
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void shouldRefuseWhatIsNotTheOnlyParameterOrEmpty() {
        query.requireOnly("symbol");
        parameters.add("symbol", "BTCUSDT");
        query.requireOnly("symbol");
        assertThat(violations.isEmpty()).isTrue();
        parameters.add("symbol", " ").add("symbols", "BTCUSDT").add("Symbol", "BTCUSDT");
        query.requireOnly("symbol");
        assertThat(found(violations)).containsExactlyInAnyOrder(
                "query symbol value_error", "query symbols value_error", "query Symbol value_error");
    }

    @Test
    void shouldRefuseOtherWords() {
        parameters.add("side", "BUY");
        query.side("side");
        assertThat(found(violations)).containsExactly("query side literal_error");
    }
}
