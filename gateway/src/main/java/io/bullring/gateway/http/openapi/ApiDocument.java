package io.bullring.gateway.http.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What the venue can be asked, in OpenAPI 3.1. It is written by hand, in YAML and in parts that a reader can take in, and
 * joined here: a member that several parts have must be an object in all of them, and is the union of these.
 *
 * <pre>
 *   common.yaml     what it is; headers, refusals and forms that all parts use
 *   trading.yaml    ┐
 *   …               ├ paths, and the forms that only they use
 *   operator.yaml   ┘
 * </pre>
 *
 * Headers that every answer has are said once, and put into every answer here.
 */
public final class ApiDocument {
    private static final List<String> PARTS =
            List.of("common", "trading", "market", "account", "agents", "analytics", "operations", "operator");
    private static final String HEADERS_OF_EVERY_ANSWER = "x-headers-of-every-answer";
    private static final String HEADERS = "headers";
    private static final String RESPONSES = "responses";
    private static final int MAX_ALIASES = 1_000;

    private ApiDocument() {}

    /** As JSON, in UTF-8; the same bytes each time. */
    public static byte[] json() {
        Map<Object, Object> document = new LinkedHashMap<>();
        for (String part : PARTS) {
            join(document, read(part + ".yaml"), "");
        }
        addHeaders(document, object(document.remove(HEADERS_OF_EVERY_ANSWER), HEADERS_OF_EVERY_ANSWER));
        try {
            return new ObjectMapper().writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the OpenAPI document", e);
        }
    }

    private static Map<Object, Object> read(String name) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(name).setMaxAliasesForCollections(MAX_ALIASES).build();
        try (InputStream part = ApiDocument.class.getResourceAsStream(name)) {
            return object(new Load(settings).loadFromInputStream(part), name);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static void join(Map<Object, Object> whole, Map<Object, Object> part, String path) {
        part.forEach((name, value) -> {
            String memberPath = path + '/' + name;
            if (!whole.containsKey(name)) {
                whole.put(name, value);
            } else {
                join(object(whole.get(name), memberPath), object(value, memberPath), memberPath);
            }
        });
    }

    /** An answer that is described among the components is referred to, and has its headers there. */
    private static void addHeaders(Map<Object, Object> document, Map<Object, Object> headers) {
        object(document.get("components"), "components").forEach((kind, components) -> {
            if (kind.equals(RESPONSES)) {
                addToEach(object(components, RESPONSES), headers);
            }
        });
        for (Object path : object(document.get("paths"), "paths").values()) {
            for (Object operation : object(path, "path").values()) {
                if (operation instanceof Map<?, ?> members && members.containsKey(RESPONSES)) {
                    addToEach(object(members.get(RESPONSES), RESPONSES), headers);
                }
            }
        }
    }

    private static void addToEach(Map<Object, Object> responses, Map<Object, Object> headers) {
        for (Object response : responses.values()) {
            Map<Object, Object> members = object(response, RESPONSES);
            if (!members.containsKey("$ref")) {
                Map<Object, Object> all = new LinkedHashMap<>(headers);
                all.putAll(object(members.getOrDefault(HEADERS, Map.of()), HEADERS));
                members.put(HEADERS, all);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> object(Object value, String path) {
        if (value instanceof Map<?, ?> members) {
            return (Map<Object, Object>) members;
        }
        throw new IllegalStateException("the OpenAPI document needs an object at " + path);
    }
}
