package io.bullring.gateway.http.openapi;

import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The venue's OpenAPI document, and a page that shows it and lets calls be tried. All of it is on the class path, and the page may
 * reach nothing but the venue that it came from. It takes a second to make, so it is made once, when somebody asks for it, and not by
 * every start. Any thread.
 */
public final class Documentation {
    /** The page's styles are set by its script, some of them on the elements themselves. */
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final WebFile document = new WebFile("application/json", ApiDocument.json(), WebFile.DATA_POLICY);
    private final WebFile page = file("text/html; charset=utf-8", "index.html");
    private final Map<String, WebFile> parts = Map.of(
            "start.js", file(SCRIPT, "start.js"),
            "swagger-ui-bundle.js", file(SCRIPT, "swagger-ui-bundle.js"),
            "swagger-ui.css", file("text/css; charset=utf-8", "swagger-ui.css"),
            "favicon-32x32.png", file("image/png", "favicon-32x32.png"));

    private Documentation() {}

    private static final class Made {
        private static final Documentation ONCE = new Documentation();
    }

    /** The first call makes it, which is too long for an event loop. */
    public static Documentation ofThisProgram() {
        return Made.ONCE;
    }

    /** @param knownTags what the client says that it has, null: nothing */
    public HttpAnswer document(String knownTags) {
        return document.answer(knownTags);
    }

    /** @param knownTags what the client says that it has, null: nothing */
    public HttpAnswer page(String knownTags) {
        return page.answer(knownTags);
    }

    /**
     * What the page is made of.
     *
     * @param knownTags what the client says that it has, null: nothing
     */
    public HttpAnswer part(String name, String knownTags) {
        WebFile part = parts.get(name);
        return part == null
                ? HttpAnswer.of(Refusal.byHttp(ErrorCode.NOT_FOUND, "There is nothing at this path."))
                : part.answer(knownTags);
    }

    private static WebFile file(String contentType, String name) {
        try (InputStream file = Documentation.class.getResourceAsStream("docs/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the page's " + name + " is not in this program");
            }
            return new WebFile(contentType, file.readAllBytes(), PAGE_POLICY);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the page's " + name, e);
        }
    }
}
