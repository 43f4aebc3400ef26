package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.http.request.Violation;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.http.request.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a request is not done, in the one shape that all refusals have:
 *
 * <pre>{@code
 * {"error": {"code": "INVALID_SYMBOL", "message": "…", "details": {"symbol": "XYZUSDT"}}}
 * }</pre>
 *
 * A violation of the schema also names its fields in {@code details.errors} and in a top-level {@code detail}, and a
 * refusal by HTTP itself, such as an unknown path, has its message there. Immutable once handed over.
 */
public final class Refusal implements JsonRendering {
    private static final String REASON = "reason";

    private final ErrorCode code;
    private final String message;
    private final List<Detail> details = new ArrayList<>();
    private List<Violation> violations = List.of();
    private String counted = "";
    private int retryAfterSeconds;
    private boolean byHttp;
    private boolean isRemembered;

    /** One member of the details: a text, or a count when the text is null. */
    private record Detail(String name, String text, long count) {}

    private Refusal(ErrorCode code, String message) {
        this.code = code;
        this.message = message;
    }

    /** @param message for humans; gives nothing away */
    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message);
    }

    /** HTTP itself says no, before any of our rules is asked. */
    public static Refusal byHttp(ErrorCode code, String message) {
        Refusal refusal = of(code, message);
        refusal.byHttp = true;
        return refusal;
    }

    /** The request breaks the schema. */
    public static Refusal invalid(Violations violations) {
        List<Violation> found = violations.found();
        Violation first = found.getFirst();
        Refusal refusal = of(ErrorCode.VALIDATION_ERROR, first.field() + ": " + first.message());
        refusal.violations = found;
        return refusal;
    }

    /** One field breaks a rule that only shows behind the schema. */
    public static Refusal invalid(String field, String message) {
        Violations violations = new Violations();
        violations.invalid(field, message);
        return invalid(violations);
    }

    /** One field of the query asks for more than is answered. */
    public static Refusal invalidQuery(String field, String message) {
        Violations violations = new Violations();
        violations.add(Place.QUERY, field, message, "value_error");
        return invalid(violations);
    }

    /** Nothing was done, and the same request may do better later. */
    public static Refusal unavailable(String reason, String message, int retryAfterSeconds) {
        return of(ErrorCode.SERVICE_UNAVAILABLE, message).with(REASON, reason).retryAfter(retryAfterSeconds);
    }

    /** The venue cannot write its journal or its history, so nothing was done; only the operator can change that. */
    public static Refusal journalUnavailable(int retryAfterSeconds) {
        return of(
                ErrorCode.JOURNAL_UNAVAILABLE,
                "The venue cannot write its journal, or what follows from it, and takes no commands; nothing was done. Reads go on."
                        + " Its operator has to see to the disk and start it again.")
                .with(REASON, "journal_unavailable")
                .retryAfter(retryAfterSeconds);
    }

    /** Adds a text, such as a decimal. */
    public Refusal with(String name, String text) {
        details.add(new Detail(name, text, 0));
        return this;
    }

    /** Adds an integer. */
    public Refusal with(String name, long count) {
        details.add(new Detail(name, null, count));
        return this;
    }

    /** Names the reason for those who count; to the client its details say it in numbers. */
    Refusal countedAs(String reason) {
        counted = reason;
        return this;
    }

    /** Tells when it is worth trying again. */
    public Refusal retryAfter(int seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    /** Says that the engine will answer so again to the order's client order id: only another id may do better. */
    public Refusal remembered() {
        isRemembered = true;
        return this;
    }

    public String message() {
        return message;
    }

    public ErrorCode code() {
        return code;
    }

    /** The token that clients match on beside the code, or that is only counted; empty: the code says all. */
    public String reason() {
        for (Detail detail : details) {
            if (detail.name.equals(REASON)) {
                return detail.text;
            }
        }
        return counted;
    }

    /** For the header of that name; 0: none. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    @Override
    public void renderTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("error");
        json.writeStringField("code", code.name());
        json.writeStringField("message", message);
        if (!details.isEmpty() || !violations.isEmpty() || isRemembered) {
            renderDetails(json);
        }
        json.writeEndObject();
        if (!violations.isEmpty()) {
            renderFrameworkDetail(json);
        } else if (byHttp) {
            json.writeStringField("detail", message);
        }
        json.writeEndObject();
    }

    private void renderDetails(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("details");
        for (Detail detail : details) {
            if (detail.text == null) {
                json.writeNumberField(detail.name, detail.count);
            } else {
                json.writeStringField(detail.name, detail.text);
            }
        }
        if (isRemembered) {
            json.writeBooleanField("remembered", true);
        }
        if (!violations.isEmpty()) {
            json.writeStringField("field", violations.getFirst().field());
            json.writeArrayFieldStart("errors");
            for (Violation violation : violations) {
                json.writeStartObject();
                json.writeStringField("field", violation.field());
                json.writeStringField("message", violation.message());
                json.writeStringField("type", violation.type());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** The list that the reference platform answers with, and nothing else; its clients look for it. */
    private void renderFrameworkDetail(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("detail");
        for (Violation violation : violations) {
            json.writeStartObject();
            json.writeArrayFieldStart("loc");
            json.writeString(violation.place().text());
            if (!violation.field().equals(Violations.WHOLE)) {
                json.writeString(violation.field());
            }
            json.writeEndArray();
            json.writeStringField("msg", violation.message());
            json.writeStringField("type", violation.type());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
