package io.bullring.gateway.http.request;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.e8.E8;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The three limits that have calls of their own, all required, as integers. They go over settings that there are already:
 * whatever else those say stays. Valid once {@link #read} has said yes, and until it reads again; for one thread.
 */
public final class RiskLimitsBody {
    public static final String MAX_POSITION_SIZE_PCT = "max_position_size_pct";
    public static final String DAILY_LOSS_LIMIT_PCT = "daily_loss_limit_pct";
    public static final String MAX_OPEN_ORDERS = "max_open_orders";

    private static final List<String> NAMES = List.of(MAX_POSITION_SIZE_PCT, DAILY_LOSS_LIMIT_PCT, MAX_OPEN_ORDERS);
    private static final String NO_SETTINGS = "{}";
    private static final int MAX_PCT = 100;

    private final JsonMembers members = new JsonMembers(MAX_POSITION_SIZE_PCT, DAILY_LOSS_LIMIT_PCT, MAX_OPEN_ORDERS);
    private final DecimalText decimal = new DecimalText();

    private int maxPositionSizePct;
    private int dailyLossLimitPct;
    private int maxOpenOrders;

    /** Reads the limits; returns whether no violation was added. */
    public boolean read(byte[] json, int maxOpenOrdersPerAgent, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        maxPositionSizePct = members.at(0).requiredCount(decimal, MAX_PCT, 0, violations);
        dailyLossLimitPct = members.at(1).requiredCount(decimal, MAX_PCT, 0, violations);
        maxOpenOrders = members.at(2).requiredCount(decimal, maxOpenOrdersPerAgent, 0, violations);
        return violations.isEmpty();
    }

    /** The settings with these limits. */
    public RiskProfile over(RiskProfile settings) {
        return new RiskProfile(
                settings.maxOrderSizePctE8(),
                maxPositionSizePct * E8.ONE,
                dailyLossLimitPct * E8.ONE,
                settings.minOrderSizeE8(),
                maxOpenOrders,
                settings.orderRateLimit());
    }

    /**
     * The settings as their owner wrote them, with these limits at the end; null, and a violation, when they have become too
     * long to keep.
     *
     * @param settings JSON that was accepted before, null: none
     */
    public String over(String settings, Violations violations) {
        String text = merged(settings == null ? NO_SETTINGS : settings);
        if (text.getBytes(StandardCharsets.UTF_8).length > RiskConfig.MAX_BYTES) {
            violations.invalid(Violations.WHOLE,
                    "The settings would have more than " + RiskConfig.MAX_BYTES + " bytes");
            return null;
        }
        return text;
    }

    private String merged(String settings) {
        byte[] json = settings.getBytes(StandardCharsets.UTF_8);
        StringWriter text = new StringWriter(json.length);
        try (JsonParser parser = BoundedJson.parser(json, 0, json.length);
                JsonGenerator generator = BoundedJson.generator(text)) {
            generator.writeStartObject();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (NAMES.contains(name)) {
                    parser.skipChildren();
                } else {
                    generator.writeFieldName(name);
                    copyValue(parser, generator);
                }
            }
            generator.writeNumberField(MAX_POSITION_SIZE_PCT, maxPositionSizePct);
            generator.writeNumberField(DAILY_LOSS_LIMIT_PCT, dailyLossLimitPct);
            generator.writeNumberField(MAX_OPEN_ORDERS, maxOpenOrders);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("settings that were accepted before", e);
        }
        return text.toString();
    }

    private static void copyValue(JsonParser parser, JsonGenerator generator) throws IOException {
        BoundedJson.copy(parser, generator);
        int depth = parser.currentToken().isStructStart() ? 1 : 0;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            BoundedJson.copy(parser, generator);
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
    }
}
