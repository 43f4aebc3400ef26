package io.bullring.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Values at the bounds of a form, and beyond them. */
final class BoundValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String OTHER = "other";
    private static final String NO_UUID = "17";

    /** As long as a time may be, and one character longer. */
    private static final String LONGEST_TIME = "2026-01-01T00:00:00.000000000+00:00[UTC]";
    private static final String TOO_LONG_TIME = "2026-01-01T00:00:00.000000+00:00[Etc/UTC]";

    private final DocumentedApi api;
    private final Map<JsonNode, Boolean> refusedByValue = new LinkedHashMap<>();

    private BoundValues(DocumentedApi api) {
        this.api = api;
    }

    static BoundValues of(DocumentedApi api, String schema) {
        BoundValues values = new BoundValues(api);
        values.add(schema);
        JsonNode ofAnotherKind = JSON.arrayNode().add(JSON.objectNode());
        if (!values.refusedByValue.isEmpty()) {
            values.refused(ofAnotherKind);
        }
        return values;
    }

    /** Each value, and whether it is to be refused. */
    Map<JsonNode, Boolean> all() {
        return refusedByValue;
    }

    private void add(String pointer) {
        String resolved = api.resolved(pointer);
        JsonNode schema = api.at(resolved);
        for (int i = 0; i < schema.path("anyOf").size(); i++) {
            add(resolved + "/anyOf/" + i);
        }
        addWords(schema);
        addTexts(resolved, schema);
        addNumbers(schema);
        addArrays(resolved, schema);
        if (schema.path("type").toString().contains("null")) {
            taken(JSON.nullNode());
        }
    }

    private void addWords(JsonNode schema) {
        schema.path("enum").forEach(this::taken);
        if (schema.has("enum")) {
            JsonNode first = schema.path("enum").get(0);
            refused(JSON.textNode(OTHER));
            if (first.isTextual() && !first.asText().toUpperCase(Locale.ROOT).equals(first.asText())) {
                refused(JSON.textNode(first.asText().toUpperCase(Locale.ROOT)));
            }
        } else if (schema.path("type").asText().equals("boolean")) {
            taken(JSON.booleanNode(true));
            refused(JSON.textNode(OTHER));
        }
    }

    private void addTexts(String pointer, JsonNode schema) {
        if (schema.path("format").asText().equals("uuid")) {
            refused(JSON.textNode(NO_UUID));
        }
        if (schema.path("minLength").asInt() > 0) {
            refused(JSON.textNode(""));
        }
        int max = schema.path("maxLength").asInt();
        if (pointer.endsWith("/TimeText")) {
            if (max != LONGEST_TIME.length()) {
                throw new AssertionError("a time of " + max + " characters");
            }
            taken(JSON.textNode(LONGEST_TIME));
            refused(JSON.textNode(TOO_LONG_TIME));
        } else if (max > 0) {
            String filler = pointer.endsWith("/DecimalText") ? "0" : "x";
            taken(JSON.textNode(filler.repeat(max - 1) + '1'));
            refused(JSON.textNode(filler.repeat(max) + '1'));
        }
    }

    private void addNumbers(JsonNode schema) {
        if (schema.has("minimum")) {
            taken(schema.path("minimum"));
            refused(JSON.numberNode(schema.path("minimum").decimalValue().subtract(BigDecimal.ONE)));
        }
        if (schema.has("exclusiveMinimum")) {
            refused(schema.path("exclusiveMinimum"));
        }
        if (schema.has("maximum")) {
            taken(schema.path("maximum"));
            refused(JSON.numberNode(schema.path("maximum").decimalValue().add(BigDecimal.ONE)));
        }
    }

    private void addArrays(String pointer, JsonNode schema) {
        if (!schema.has("items")) {
            return;
        }
        BoundValues items = of(api, pointer + "/items");
        JsonNode item = JSON.numberNode(0);
        for (Map.Entry<JsonNode, Boolean> value : items.all().entrySet()) {
            if (value.getValue()) {
                refused(JSON.arrayNode().add(value.getKey()));
            } else {
                item = value.getKey();
            }
        }
        int max = schema.path("maxItems").asInt();
        taken(copies(item, max));
        refused(copies(item, max + 1));
        int min = schema.path("minItems").asInt();
        if (min > 0) {
            refused(copies(item, min - 1));
        }
    }

    private static ArrayNode copies(JsonNode item, int count) {
        ArrayNode array = JSON.arrayNode(count);
        for (int i = 0; i < count; i++) {
            array.add(item);
        }
        return array;
    }

    private void taken(JsonNode value) {
        refusedByValue.put(value, false);
    }

    private void refused(JsonNode value) {
        refusedByValue.put(value, true);
    }
}
