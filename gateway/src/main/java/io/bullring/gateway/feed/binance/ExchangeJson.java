package io.bullring.gateway.feed.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bullring.gateway.feed.DecimalText;
import io.bullring.gateway.history.WideAmount;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The exchange's JSON, field by field. Decimals are texts there, and become E8 without a detour; whatever is not as it should be is damage. */
final class ExchangeJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,40}(\\.[0-9]{1,8})?");
    private static final BigDecimal MOST_E8 = BigDecimal.valueOf(Long.MAX_VALUE);

    private ExchangeJson() {}

    static JsonNode parse(String text) throws FrameDamage {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new FrameDamage("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String text(JsonNode of, String name) throws FrameDamage {
        JsonNode field = of.path(name);
        require(field.isTextual(), name + " is not a text");
        return field.textValue();
    }

    static long id(JsonNode of, String name) throws FrameDamage {
        return number(of.path(name), name);
    }

    /** At a place of a list; the name is for the message. So for the others. */
    static long id(JsonNode of, int place, String name) throws FrameDamage {
        return number(of.path(place), name);
    }

    /** Milliseconds since 1970 in the JSON, nanoseconds here. */
    static long timeNs(JsonNode of, String name) throws FrameDamage {
        return nanoseconds(id(of, name), name);
    }

    static long timeNs(JsonNode of, int place, String name) throws FrameDamage {
        return nanoseconds(id(of, place, name), name);
    }

    static long amountE8(JsonNode of, String name) throws FrameDamage {
        return decimal(of.path(name), name);
    }

    static long amountE8(JsonNode of, int place, String name) throws FrameDamage {
        return decimal(of.path(place), name);
    }

    /** The largest number that fits when it does not: for a sum, or a bound that nothing reaches, is no reason to refuse anything. */
    static long cappedE8(JsonNode of, String name) throws FrameDamage {
        boolean isBeyond = isPlain(text(of, name))
                && new BigDecimal(text(of, name)).movePointRight(8).compareTo(MOST_E8) > 0;
        return isBeyond ? Long.MAX_VALUE : amountE8(of, name);
    }

    /** What was traded over a time, however much: a sum is no reason to refuse anything. */
    static WideAmount total(JsonNode of, int place, String name, int scale) throws FrameDamage {
        String text = of.path(place).asText();
        require(of.path(place).isTextual() && isPlain(text), name + " is not a decimal from 0 with 8 places at most");
        return WideAmount.ofDecimal(new BigDecimal(text), scale);
    }

    /** A decimal that is not negative, with 8 places at most, of any size. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    static long positiveE8(JsonNode of, String name) throws FrameDamage {
        return positive(amountE8(of, name), name);
    }

    static long positiveE8(JsonNode of, int place, String name) throws FrameDamage {
        return positive(amountE8(of, place, name), name);
    }

    /**
     * Who took, from whether the buyer's order had rested. Null when that is missing: what was traded is no less true then, and it is for
     * display.
     */
    static Side takerSide(JsonNode of, String name) throws FrameDamage {
        JsonNode field = of.path(name);
        require(field.isBoolean() || field.isMissingNode(), name + " is neither true nor false");
        if (field.isMissingNode()) {
            return null;
        }
        return field.booleanValue() ? Side.SELL : Side.BUY;
    }

    /** A list of pairs of texts, price and quantity. */
    static Levels levels(JsonNode of, String name) throws FrameDamage {
        JsonNode list = of.path(name);
        require(list.isArray(), name + " is not a list");
        long[] pricesE8 = new long[list.size()];
        long[] quantitiesE8 = new long[list.size()];
        for (int i = 0; i < pricesE8.length; i++) {
            JsonNode level = list.get(i);
            pricesE8[i] = decimal(level.path(0), name);
            quantitiesE8[i] = decimal(level.path(1), name);
            require(pricesE8[i] > 0, name + " has a price of 0");
        }
        return new Levels(pricesE8, quantitiesE8);
    }

    static void require(boolean condition, String message) throws FrameDamage {
        if (!condition) {
            throw new FrameDamage(message);
        }
    }

    private static long number(JsonNode field, String name) throws FrameDamage {
        require(field.isIntegralNumber() && field.canConvertToLong() && field.longValue() >= 0,
                name + " is not a number from 0");
        return field.longValue();
    }

    private static long nanoseconds(long millis, String name) throws FrameDamage {
        require(millis > 0 && millis <= TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE), name + " is not a time");
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static long positive(long valueE8, String name) throws FrameDamage {
        require(valueE8 > 0, name + " is not above 0");
        return valueE8;
    }

    private static long decimal(JsonNode field, String name) throws FrameDamage {
        require(field.isTextual(), name + " is not a text");
        String text = field.textValue();
        long valueE8 = DecimalText.parseE8(text, 0, text.length());
        require(valueE8 != DecimalText.REFUSED, name + " is not a decimal from 0 that fits, with 8 places at most");
        return valueE8;
    }
}
