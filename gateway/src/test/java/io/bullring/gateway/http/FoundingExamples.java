package io.bullring.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of the text that Bullring was made from, each found by its title. */
final class FoundingExamples {
    private static final String FILE = "founding-examples.md";
    private static final Pattern SECTION = Pattern.compile("^## (.+)\\R([\\s\\S]*?)(?=^## |\\z)", Pattern.MULTILINE);
    private static final Pattern FENCED = Pattern.compile("^```(?:bash|json)\\R([\\s\\S]*?)^```$", Pattern.MULTILINE);
    private static final Pattern CALL = Pattern.compile("(?ms)^curl .*");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+)` \\| `([^`]+)` \\|");

    private final String text;
    private final Map<String, String> sections = new LinkedHashMap<>();

    private FoundingExamples(String text) {
        this.text = text;
        Matcher section = SECTION.matcher(text);
        while (section.find()) {
            sections.put(section.group(1), section.group(2));
        }
    }

    /** A line of the table of endpoints, the path behind the one that all have in common. */
    record Endpoint(String method, String path) {}

    static FoundingExamples read() throws IOException {
        try (InputStream file = FoundingExamples.class.getResourceAsStream(FILE)) {
            return new FoundingExamples(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** What stands between fences, in its order: calls and answers. */
    List<String> fenced() {
        return FENCED.matcher(text).results().map(match -> match.group(1)).toList();
    }

    List<String> titles() {
        return List.copyOf(sections.keySet());
    }

    /** The call of an example, its continued lines joined; placeholders stand in it as they were written. */
    String call(String title) {
        Matcher call = CALL.matcher(FENCED.matcher(sections.get(title)).results().findFirst().orElseThrow().group(1));
        if (!call.find()) {
            throw new IllegalStateException("no call in " + title);
        }
        return call.group().replace("\\\n", " ");
    }

    /** The answer of an example that shows one. */
    JsonNode answer(String title) throws IOException {
        List<String> fenced = FENCED.matcher(sections.get(title)).results().map(match -> match.group(1)).toList();
        return new ObjectMapper().readTree(fenced.get(1));
    }

    List<Endpoint> endpoints(String title) {
        return ROW.matcher(sections.get(title))
                .results()
                .map(row -> new Endpoint(row.group(1), row.group(2)))
                .toList();
    }
}
