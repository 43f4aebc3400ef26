package io.bullring.gateway.http.answer;

/** What clients match on when a request is refused: the name is on the wire, with its HTTP status. */
public enum ErrorCode {
    INVALID_API_KEY(401),
    INVALID_TOKEN(401),
    PERMISSION_DENIED(403),
    ACCOUNT_SUSPENDED(403),
    DAILY_LOSS_LIMIT(403),
    NOT_FOUND(404),
    ACCOUNT_NOT_FOUND(404),
    AGENT_NOT_FOUND(404),
    ORDER_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    REQUEST_TIMEOUT(408),
    AGENT_REQUIRED(409),
    CONFLICT(409),
    ALREADY_DONE(409),
    BAD_REQUEST(400),
    INVALID_SYMBOL(400),
    INVALID_QUANTITY(400),
    ORDER_REJECTED(400),
    INSUFFICIENT_BALANCE(400),
    ORDER_NOT_CANCELLABLE(400),
    PAYLOAD_TOO_LARGE(413),
    URI_TOO_LONG(414),
    VALIDATION_ERROR(422),
    RATE_LIMIT_EXCEEDED(429),
    HEADERS_TOO_LARGE(431),
    INTERNAL_ERROR(500),
    PRICE_NOT_AVAILABLE(503),
    SERVICE_UNAVAILABLE(503),
    JOURNAL_UNAVAILABLE(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }
}
