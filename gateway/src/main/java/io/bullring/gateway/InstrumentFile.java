package io.bullring.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.http.request.DecimalText;
import io.bullring.gateway.venue.BookInstrument;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The instruments that {@code --instruments} names beside those of the feed: a JSON list, read once, at start, and refused there by the name
 * of the field.
 *
 * <pre>
 * [{"symbol": "ACMEUSDT", "market": "book", "opening_price": "100", "maker_fee": "0.0002", "taker_fee": "0.0005",
 *   "min_qty": "0.01", "max_qty": "1000", "step_size": "0.01", "min_notional": "1", "active": true}]
 * </pre>
 *
 * The second line may be left out: no bounds, and active. Fees are fractions of what a trade comes to, 0 to 0.1.
 */
final class InstrumentFile {
    private static final String OPTION = "--instruments ";
    private static final String BOOK = "book";
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{1,16}USDT");
    private static final Set<String> FIELDS = Set.of(
            "symbol", "market", "opening_price", "maker_fee", "taker_fee", "min_qty", "max_qty", "step_size",
            "min_notional", "active");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path file;
    private final DecimalText decimal = new DecimalText();
    private JsonNode instrument;
    private int number;

    private InstrumentFile(Path file) {
        this.file = file;
    }

    /** Why the venue cannot have these instruments. */
    static final class Unfit extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private Unfit(String message, Exception cause) {
            super(message, cause);
        }
    }

    static List<BookInstrument> read(Path file) throws Unfit {
        return new InstrumentFile(file).read();
    }

    private List<BookInstrument> read() throws Unfit {
        JsonNode list = parse();
        if (!list.isArray()) {
            throw new Unfit(OPTION + file + " is no JSON list", null);
        }
        List<BookInstrument> instruments = new ArrayList<>();
        Set<String> symbols = new HashSet<>();
        for (JsonNode element : list) {
            instrument = element;
            number++;
            require(instrument.isObject(), "is no JSON object");
            BookInstrument book = book();
            require(symbols.add(book.terms().symbol()), "symbol is there twice");
            instruments.add(book);
        }
        return List.copyOf(instruments);
    }

    private JsonNode parse() throws Unfit {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new Unfit(OPTION + file + " does not exist", e);
        } catch (JsonProcessingException e) {
            throw new Unfit(OPTION + file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (NumberFormatException e) { // the parser's own word for an exponent of more than ten digits
            throw new Unfit(OPTION + file + " has a number whose exponent is too long", e);
        } catch (IOException e) {
            throw new Unfit(OPTION + file + " cannot be read", e);
        }
    }

    private BookInstrument book() throws Unfit {
        for (Iterator<String> names = instrument.fieldNames(); names.hasNext();) {
            String name = names.next();
            require(FIELDS.contains(name), "has no field of the name " + name);
        }
        String symbol = instrument.path("symbol").asText();
        require(SYMBOL.matcher(symbol).matches(), "symbol must be 1 to 16 of A..Z, 0..9 followed by USDT");
        require(
                instrument.path("market").asText().equals(BOOK),
                "market must be book; what is traded against prices comes from the feed");
        JsonNode active = instrument.path("active");
        require(active.isMissingNode() || active.isBoolean(), "active must be true or false");
        InstrumentTerms terms = new InstrumentTerms(
                symbol,
                InstrumentTerms.NO_FEED,
                active.asBoolean(true),
                bound("min_qty"),
                bound("max_qty"),
                bound("step_size"),
                bound("min_notional"));
        require(
                terms.maxQuantityE8() == 0 || terms.maxQuantityE8() >= terms.minQuantityE8(),
                "max_qty must not be below min_qty");
        long openingPriceE8 = amount("opening_price");
        require(openingPriceE8 > 0, "opening_price must be above 0");
        return new BookInstrument(terms, new BookFees(fee("maker_fee"), fee("taker_fee")), openingPriceE8);
    }

    private long fee(String name) throws Unfit {
        long rateE8 = amount(name);
        require(rateE8 <= VenueRules.MOST_FEE_RATE_E8, name + " must be 0 to 0.1");
        return rateE8;
    }

    /** 0: there is none. */
    private long bound(String name) throws Unfit {
        return instrument.has(name) ? amount(name) : 0;
    }

    private long amount(String name) throws Unfit {
        JsonNode value = instrument.path(name);
        boolean isDecimal = (value.isTextual() || value.isNumber())
                && decimal.parse(value.asText())
                && decimal.signum() >= 0
                && decimal.isExact()
                && decimal.truncatedE8() != E8.OVERFLOW;
        require(isDecimal, name + " must be a number from 0 with at most 8 digits behind the point, below 92 billion");
        return decimal.truncatedE8();
    }

    private void require(boolean condition, String rule) throws Unfit {
        if (!condition) {
            String symbol = instrument.path("symbol").asText();
            String named = symbol.isEmpty() ? "" : " (" + symbol + ")";
            throw new Unfit(OPTION + file + ": instrument " + number + named + ": " + rule, null);
        }
    }
}
