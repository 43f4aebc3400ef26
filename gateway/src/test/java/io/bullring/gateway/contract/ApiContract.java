package io.bullring.gateway.contract;

import static io.bullring.gateway.contract.DocumentedApi.escaped;
import static io.bullring.gateway.contract.DocumentedApi.operationPointer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bullring.gateway.http.answer.ErrorCode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Holds answers against the document: the status is described, its headers are there, the body has the form. What the venue has taken
 * must have been described too, the parameters and the body of the request. Any thread.
 */
public final class ApiContract {
    private static final DocumentedApi API = DocumentedApi.SERVED;
    private static final String COMMON = "/components/responses/";
    private static final String JSON = "application/json";
    private static final int PREFLIGHT = 204;
    private static final int FIRST_REFUSAL = 300;

    private final String route;
    private final String responsePointer;
    private final HttpResponse<String> response;

    private ApiContract(String route, String responsePointer, HttpResponse<String> response) {
        this.route = route + " -> " + response.statusCode();
        this.responsePointer = responsePointer;
        this.response = response;
    }

    /**
     * Fails, with route, status and the place in the body, when an answer is not as described.
     *
     * @param body of the request, null: it had none, or it is not looked at
     */
    public static void check(String body, HttpResponse<String> response) {
        URI uri = response.request().uri();
        boolean isHead = response.request().method().equals("HEAD");
        String method = isHead ? "get" : response.request().method().toLowerCase(Locale.ROOT);
        String template = API.templateOrNull(uri.getRawPath());
        String route = response.request().method() + ' ' + (template == null ? uri.getRawPath() : template);
        ApiContract contract =
                new ApiContract(route, responsePointer(template, method, response.statusCode()), response);
        contract.checkHeaders();
        if (isHead) {
            contract.checkNoBody();
        } else {
            contract.checkBody();
        }
        if (template != null && response.statusCode() < FIRST_REFUSAL) {
            contract.checkParameters(API.parameters(template, method), uri);
            contract.checkTaken(operationPointer(template, method), body);
        }
    }

    /** @param template null: there is no such path */
    private static String responsePointer(String template, String method, int status) {
        if (method.equals("options") && status == PREFLIGHT) {
            return COMMON + "Preflight";
        }
        if (template == null) {
            return COMMON + (status == ErrorCode.NOT_FOUND.status() ? "NoSuchPath" : "Refused");
        }
        String operation = operationPointer(template, method);
        if (!API.root().at(operation).isObject()) {
            return COMMON + (status == ErrorCode.METHOD_NOT_ALLOWED.status() ? "NoSuchMethod" : "Refused");
        }
        String byStatus = operation + "/responses/" + status;
        boolean isDescribed = API.root().at(byStatus).isObject();
        return API.resolved(isDescribed ? byStatus : operation + "/responses/default");
    }

    private void checkHeaders() {
        HttpHeaders headers = response.headers();
        API.root().at(responsePointer + "/headers").fieldNames().forEachRemaining(name -> {
            String pointer = API.resolved(responsePointer + "/headers/" + name);
            String value = headers.firstValue(name).orElse(null);
            if (value != null) {
                checkText(pointer + "/schema", value, "header " + name);
            } else if (API.at(pointer).path("required").asBoolean()) {
                throw new AssertionError(route + ": the header " + name + " is missing");
            }
        });
    }

    /** What is answered to HEAD is what is answered to GET, without its body. */
    private void checkNoBody() {
        if (!response.body().isEmpty()) {
            throw new AssertionError(route + ": nothing is to be sent, not " + response.body());
        }
    }

    private void checkBody() {
        String contentType = response.headers().firstValue("Content-Type").orElse(null);
        JsonNode content = API.root().at(responsePointer + "/content");
        if (content.isMissingNode()) {
            if (contentType != null || !response.body().isEmpty()) {
                throw new AssertionError(route + ": nothing is to be said, not " + contentType + ' ' + response.body());
            }
            return;
        }
        if (contentType == null || !content.has(contentType)) {
            throw new AssertionError(route + ": " + contentType + " is not described");
        }
        String form = responsePointer + "/content/" + escaped(contentType) + "/schema";
        if (API.root().at(form).isMissingNode()) {
            return;
        }
        JsonNode body = contentType.equals(JSON)
                ? DocumentedApi.parse(response.body().getBytes(StandardCharsets.UTF_8))
                : TextNode.valueOf(response.body());
        checkForm(form, body, "body");
        checkStatus(body.at("/error/code"));
    }

    /** The answer that is described for every status must have the status of its code. */
    private void checkStatus(JsonNode code) {
        if (responsePointer.endsWith("/Refused")
                && ErrorCode.valueOf(code.asText()).status() != response.statusCode()) {
            throw new AssertionError(route + ": is no status of " + code.asText());
        }
    }

    private void checkParameters(List<String> parameters, URI uri) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String parameter : parameters) {
            String name = API.root().at(parameter + "/name").asText();
            if (API.root().at(parameter + "/in").asText().equals("query")) {
                for (String pair : query.split("&")) {
                    if (pair.startsWith(name + '=') && !valueOf(pair).isBlank()) {
                        checkText(parameter + "/schema", valueOf(pair).strip(),
                                "parameter " + name + " was taken, but");
                    }
                }
            }
        }
    }

    private static String valueOf(String pair) {
        return URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8);
    }

    private void checkTaken(String operation, String body) {
        String schema = operation + "/requestBody/content/application~1json/schema";
        if (body != null && !body.isEmpty() && !API.root().at(schema).isMissingNode()) {
            checkForm(schema, DocumentedApi.parse(body.getBytes(StandardCharsets.UTF_8)), "the request was taken, but");
        }
    }

    /** A text is a number or a truth value where the form wants one. */
    private void checkText(String schema, String value, String what) {
        boolean isJson = value.matches("-?\\d+|true|false")
                && API.faults(schema, DocumentedApi.parse(value.getBytes(StandardCharsets.UTF_8))).isEmpty();
        if (!isJson) {
            checkForm(schema, TextNode.valueOf(value), what);
        }
    }

    private void checkForm(String schema, JsonNode value, String what) {
        List<String> faults = API.faults(schema, value);
        if (!faults.isEmpty()) {
            throw new AssertionError(route + ": " + what + ' ' + String.join("; ", faults) + "\nin " + value);
        }
    }
}
