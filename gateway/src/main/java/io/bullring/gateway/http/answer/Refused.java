package io.bullring.gateway.http.answer;

/** Carries a refusal as the failure of a future. Not a fault: it has no stack trace and is never logged. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.code().name(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
