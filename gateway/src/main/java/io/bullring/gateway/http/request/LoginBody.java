package io.bullring.gateway.http.request;

/** The body of a log-in. Valid once {@link #read} has said yes, and until it reads again; for one thread. */
public final class LoginBody {
    private static final int MAX_KEY = 128;

    private final JsonMembers members = new JsonMembers("api_key", "api_secret");
    private final JsonMember apiKeyMember = members.at(0);
    private final JsonMember apiSecretMember = members.at(1);

    private String apiKey;
    private String apiSecret;

    /** Reads a log-in; returns whether no violation was added. */
    public boolean read(byte[] json, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        apiKey = apiKeyMember.requiredText(MAX_KEY, violations);
        apiSecret = apiSecretMember.requiredText(MAX_KEY, violations);
        return violations.isEmpty();
    }

    /** An account's key, or one of its agents'. */
    public String apiKey() {
        return apiKey;
    }

    public String apiSecret() {
        return apiSecret;
    }
}
