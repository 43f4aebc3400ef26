package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Section 8 of the market data; the formulas are tested where they are. */
@Timeout(60)
final class IndicatorsOverHttpTest extends PublicMarket {
    private static final List<String> ALL = List.of(
            "adx_14", "atr_14", "bb_lower", "bb_mid", "bb_upper", "ema_12", "ema_26", "macd_hist", "macd_line",
            "macd_signal", "price", "rsi_14", "sma_20", "sma_50", "volume_ma_20");

    @Test
    void shouldListWhatCanBeAskedFor() { // section 8.1
        JsonNode body = ok("/market/indicators/available");

        assertThat(texts(body.path("indicators"))).isEqualTo(ALL.stream().map(name -> "'" + name + "'").toList());
        assertThat(body.path("details").findValuesAsText("name")).isEqualTo(ALL);
        assertThat(body.path("details").findValuesAsText("description")).doesNotContain("");
    }

    @Test
    void shouldReadNumbersOffTheNewestMinutes() { // section 8.2
        minutes(60);

        JsonNode body = ok("/market/indicators/btcusdt");
        assertThat(body.path("symbol").asText()).isEqualTo("BTCUSDT");
        assertThat(body.path("candles_used").asInt()).isEqualTo(60);
        assertThat(body.path("lookback").asInt()).isEqualTo(200);
        assertThat(Instant.parse(body.path("timestamp").asText())).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(names(body.path("indicators"))).isEqualTo(ALL);
        assertThat(body.path("indicators").path("sma_20").isNumber()).isTrue();
        assertThat(body.path("indicators").path("price").asDouble()).isEqualTo(60);
        assertThat(body.path("indicators").path("sma_20").asDouble()).isEqualTo(50.5);
        assertThat(body.path("indicators").path("sma_50").asDouble()).isEqualTo(35.5);
        assertThat(body.path("indicators").path("volume_ma_20").asDouble()).isEqualTo(2);
        assertThat(body.path("indicators").path("rsi_14").asDouble()).isEqualTo(100);
    }

    @Test
    void shouldLookBackAsFarAsAskedForAndLeaveOutWhatNeedsMore() { // section 8.2: lookback
        minutes(60);

        JsonNode body = ok("/market/indicators/BTCUSDT?lookback=14");
        assertThat(body.path("candles_used").asInt()).isEqualTo(14);
        assertThat(body.path("lookback").asInt()).isEqualTo(14);
        assertThat(names(body.path("indicators"))).containsExactly("ema_12", "price");
        assertThat(ok("/market/indicators/BTCUSDT?lookback=500").path("candles_used").asInt()).isEqualTo(60);
    }

    @Test
    void shouldGiveOnlyWhatIsNamed() { // section 8.2: indicators
        minutes(30);

        assertThat(names(ok("/market/indicators/BTCUSDT?indicators=%20rsi_14%20,,price").path("indicators")))
                .containsExactly("price", "rsi_14");
        assertThat(names(ok("/market/indicators/BTCUSDT?indicators=sma_50").path("indicators"))).isEmpty();
        assertThat(names(ok("/market/indicators/BTCUSDT?indicators=,").path("indicators"))).hasSize(14);
    }

    @Test
    void shouldCheckTheLookbackThenTheNamesThenTheSymbolThenTheData() { // section 8.2: 422, 400, 400, 503
        assertRefused("/market/indicators/NONEUSDT?indicators=sma_21&lookback=13", 422, "VALIDATION_ERROR");
        assertRefused("/market/indicators/BTCUSDT?lookback=501", 422, "VALIDATION_ERROR");
        Reply unknown = venue.get("/market/indicators/NONEUSDT?indicators=price,sma_21");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.code()).isEqualTo("INVALID_SYMBOL");
        assertThat(unknown.body().path("error").path("message").asText()).contains("sma_20", "volume_ma_20");
        assertThat(venue.get("/market/indicators/NONEUSDT").details().path("symbol").asText()).isEqualTo("NONEUSDT");
        assertRefused("/market/indicators/BTCUSDT", 503, "SERVICE_UNAVAILABLE");
        assertThat(venue.get("/market/indicators/BTCUSDT").details().path("reason").asText()).isEqualTo("no_candles");
    }

    /** A minute for each close from 1 on. */
    private void minutes(int count) {
        for (int i = 1; i <= count; i++) {
            venue.feed.trade("BTCUSDT", Integer.toString(i), "2", MIDNIGHT + i * MINUTE, i);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
