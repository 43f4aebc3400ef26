package io.bullring.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.bullring.gateway.http.openapi.ApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The OpenAPI document as a test reads it: nodes by JSON pointer, operations by path, forms that values are held against.
 * Any thread.
 */
public final class DocumentedApi {
    private static final String ADDRESS = "https://bullring.test/openapi.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the venue serves. */
    public static final DocumentedApi SERVED = new DocumentedApi(ApiDocument.json());

    private final JsonNode root;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final List<Template> templates = new ArrayList<>();

    private DocumentedApi(byte[] document) {
        root = parse(document);
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        registry = SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemaRegistryConfig(config)
                        .schemas(Map.of(ADDRESS, new String(document, StandardCharsets.UTF_8))));
        root.path("paths").fieldNames().forEachRemaining(path -> templates.add(new Template(path)));
        templates.sort(Comparator.comparing(template -> template.text().contains("{")));
    }

    /** A path with the names of its variables in braces. */
    private record Template(String text, Pattern pattern) {
        Template(String text) {
            this(text, Pattern.compile(text.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+") + "/?"));
        }
    }

    public JsonNode root() {
        return root;
    }

    /** What is there, references followed; a missing node when nothing is. */
    public JsonNode at(String pointer) {
        return root.at(resolved(pointer));
    }

    /** The pointer of what a pointer refers to in the end. */
    public String resolved(String pointer) {
        JsonNode reference = root.at(pointer).path("$ref");
        return reference.isTextual() ? resolved(reference.asText().substring(1)) : pointer;
    }

    /** The path as the document has it, null: it has none. */
    String templateOrNull(String path) {
        for (Template template : templates) {
            if (template.pattern().matcher(path).matches()) {
                return template.text();
            }
        }
        return null;
    }

    /** Pointers of the parameters of an operation, its path's included. */
    List<String> parameters(String template, String method) {
        List<String> pointers = new ArrayList<>();
        for (String place : List.of(pathPointer(template), operationPointer(template, method))) {
            for (int i = 0; i < root.at(place + "/parameters").size(); i++) {
                pointers.add(resolved(place + "/parameters/" + i));
            }
        }
        return pointers;
    }

    /** Bodies that are given as examples of an operation, or of the form of its body; empty: it has no body. */
    public List<JsonNode> examples(String operation) {
        String content = operation + "/requestBody/content/application~1json";
        List<JsonNode> examples = new ArrayList<>();
        root.at(content + "/examples").forEach(example -> examples.add(example.path("value")));
        JsonNode ofSchema = at(content + "/schema").path("example");
        if (!ofSchema.isMissingNode()) {
            examples.add(ofSchema);
        }
        if (examples.isEmpty() && !root.at(content).isMissingNode()) {
            throw new AssertionError("no example at " + content);
        }
        return examples;
    }

    static String pathPointer(String template) {
        return "/paths/" + escaped(template);
    }

    public static String operationPointer(String template, String method) {
        return pathPointer(template) + '/' + method;
    }

    /** A name as a part of a pointer. */
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** What is wrong with a value: the place in it, and why; empty when it has the form. */
    public List<String> faults(String schemaPointer, JsonNode value) {
        Schema schema = schemas.computeIfAbsent(
                schemaPointer, pointer -> registry.getSchema(SchemaLocation.of(ADDRESS + '#' + pointer)));
        return schema.validate(value)
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON", e);
        }
    }
}
