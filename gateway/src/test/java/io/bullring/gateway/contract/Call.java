package io.bullring.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One call of the document, as whoever tries all of them needs it.
 *
 * @param template its path with the names of variables in braces
 * @param schemes names of the credentials that will do; empty: none are needed
 * @param takesAgentHeader whether {@code X-Agent-Id} means something
 * @param body an example, null: it has none
 */
public record Call(String method, String template, List<String> schemes, boolean takesAgentHeader, String body) {
    private static final String AGENT_HEADER = "X-Agent-Id";

    /** Those below this path. */
    public static List<Call> below(String path, DocumentedApi api) {
        List<Call> calls = new ArrayList<>();
        api.root().path("paths").properties().forEach(item -> {
            if (item.getKey().startsWith(path)) {
                item.getValue().properties().forEach(member -> {
                    if (member.getValue().has("responses")) {
                        calls.add(of(api, item.getKey(), member.getKey(), member.getValue()));
                    }
                });
            }
        });
        return calls;
    }

    public boolean isForEverybody() {
        return schemes.isEmpty();
    }

    public boolean needsToken() {
        return schemes.equals(List.of("Token"));
    }

    @Override
    public String toString() {
        return method + ' ' + template;
    }

    private static Call of(DocumentedApi api, String template, String method, JsonNode operation) {
        List<String> schemes = new ArrayList<>();
        operation.path("security").forEach(scheme -> scheme.fieldNames().forEachRemaining(schemes::add));
        boolean takesAgentHeader = api.parameters(template, method)
                .stream()
                .anyMatch(parameter -> api.at(parameter + "/name").asText().equals(AGENT_HEADER));
        List<JsonNode> examples = api.examples(DocumentedApi.operationPointer(template, method));
        return new Call(
                method.toUpperCase(Locale.ROOT),
                template,
                schemes,
                takesAgentHeader,
                examples.isEmpty() ? null : examples.getFirst().toString());
    }
}
