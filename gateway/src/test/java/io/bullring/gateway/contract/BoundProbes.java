package io.bullring.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a document says about parameters and bodies, as requests that each try one bound of one field: the last value within it, which
 * must be taken, and the first one beyond, which must be refused. Made from the example of the body with that field exchanged.
 */
public final class BoundProbes {
    private static final String BODY = "/requestBody/content/application~1json";

    private final DocumentedApi api;
    private final List<Probe> probes = new ArrayList<>();

    private BoundProbes(DocumentedApi api) {
        this.api = api;
    }

    /** Where a field stands. */
    public enum Place {
        QUERY,
        HEADER,
        PATH,
        BODY
    }

    /**
     * One request.
     *
     * @param template its path with the names of variables in braces
     * @param field whose bound is tried, as a refusal names it
     * @param value of a parameter; null for a field of the body
     * @param body null: none
     */
    public record Probe(
            String method, String template, Place place, String field, String value, JsonNode body, boolean refused) {
        @Override
        public String toString() {
            String text = value == null ? String.valueOf(body) : value;
            return method + ' ' + template + ": " + place + ' ' + field + (refused ? " refused " : " taken ")
                    + text.substring(0, Math.min(text.length(), 60));
        }
    }

    /** All of a document. */
    public static List<Probe> of(DocumentedApi api) {
        BoundProbes made = new BoundProbes(api);
        api.root().path("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (path.getValue().path(method).has("responses")) {
                made.ofParameters(path.getKey(), method);
                made.ofBody(path.getKey(), method);
            }
        }));
        return made.probes;
    }

    private void ofParameters(String template, String method) {
        String operation = DocumentedApi.operationPointer(template, method);
        boolean needsBody = api.at(operation + "/requestBody/required").asBoolean();
        for (String parameter : api.parameters(template, method)) {
            String name = api.at(parameter + "/name").asText();
            Place place = Place.valueOf(api.at(parameter + "/in").asText().toUpperCase(Locale.ROOT));
            BoundValues values = BoundValues.of(api, parameter + "/schema");
            JsonNode sent = needsBody ? api.examples(operation).getFirst() : null;
            for (Map.Entry<JsonNode, Boolean> value : values.all().entrySet()) {
                boolean isParameter = value.getKey().isValueNode() && !value.getKey().asText().isEmpty();
                if (isParameter) {
                    probes.add(new Probe(
                            method, template, place, name, value.getKey().asText(), sent, value.getValue()));
                }
            }
        }
    }

    private void ofBody(String template, String method) {
        String operation = DocumentedApi.operationPointer(template, method);
        if (api.root().at(operation + BODY).isMissingNode()) {
            return;
        }
        String schema = api.resolved(operation + BODY + "/schema");
        for (String name : names(schema)) {
            JsonNode example = exampleWith(name, operation);
            String member = api.resolved(schema + "/properties/" + name);
            tryField(template, method, schema, example, List.of(name), member);
            for (String nested : names(member)) {
                ObjectNode alone = example.deepCopy();
                alone.putObject(name);
                tryField(template, method, schema, alone, List.of(name, nested), member + "/properties/" + nested);
            }
        }
        for (JsonNode required : api.at(schema + "/required")) {
            ObjectNode without = exampleWith(required.asText(), operation).deepCopy();
            without.remove(required.asText());
            probes.add(new Probe(method, template, Place.BODY, required.asText(), null, without, true));
        }
    }

    /** A value that only goes with others than those of the example is not tried. */
    private void tryField(
            String template, String method, String schema, JsonNode example, List<String> path, String member) {
        for (Map.Entry<JsonNode, Boolean> value : BoundValues.of(api, member).all().entrySet()) {
            ObjectNode body = example.deepCopy();
            ObjectNode parent = path.size() == 1 ? body : (ObjectNode) body.path(path.getFirst());
            parent.set(path.getLast(), value.getKey());
            boolean isDescribed = api.faults(schema, body).isEmpty();
            if (value.getValue() && isDescribed) {
                throw new AssertionError(template + " describes " + body);
            }
            if (value.getValue() || isDescribed) {
                probes.add(new Probe(
                        method, template, Place.BODY, String.join(".", path), null, body, value.getValue()));
            }
        }
    }

    private List<String> names(String schema) {
        List<String> names = new ArrayList<>();
        api.at(schema + "/properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The first example that has the field, or the first of all. */
    private JsonNode exampleWith(String name, String operation) {
        List<JsonNode> examples = api.examples(operation);
        return examples.stream().filter(example -> example.has(name)).findFirst().orElse(examples.getFirst());
    }
}
