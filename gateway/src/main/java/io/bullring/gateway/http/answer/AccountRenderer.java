package io.bullring.gateway.http.answer;

import io.bullring.gateway.id.PublicIds;

/** Registrations and log-ins. Any thread. */
public final class AccountRenderer {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final PublicIds ids;

    public AccountRenderer(PublicIds ids) {
        this.ids = ids;
    }

    /**
     * What a new account is told, keys and secret included: they are shown here and nowhere else.
     *
     * @param startingBalance in the scale in which it was asked for
     */
    public record Registration(
            int accountId,
            int agentId,
            String apiKey,
            String apiSecret,
            String agentApiKey,
            String displayName,
            String startingBalance,
            long createdNs) {

        /** Without keys and secret. */
        @Override
        public String toString() {
            return "Registration[" + accountId + "]";
        }
    }

    public HttpAnswer registered(Registration account) {
        return HttpAnswer.created(json -> {
            json.writeStartObject();
            json.writeStringField("account_id", ids.account(account.accountId()).toString());
            json.writeStringField("api_key", account.apiKey());
            json.writeStringField("api_secret", account.apiSecret());
            json.writeStringField("display_name", account.displayName());
            json.writeStringField("starting_balance", account.startingBalance());
            json.writeStringField("agent_id", ids.agent(account.agentId()).toString());
            json.writeStringField("agent_api_key", account.agentApiKey());
            json.writeStringField("created_at", TimeText.of(account.createdNs()));
            json.writeStringField(
                    "message",
                    "Save your API secret now: keys and secret are shown only once, and with them you log in."
                            + " E-mail and password are not kept.");
            json.writeEndObject();
        });
    }

    /**
     * @param expiresAtSeconds since 1970
     * @param expiresInSeconds from now
     */
    public HttpAnswer loggedIn(String token, long expiresAtSeconds, long expiresInSeconds) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("token", token);
            json.writeNumberField("expires_in", expiresInSeconds);
            json.writeStringField("expires_at", TimeText.of(expiresAtSeconds * NANOS_PER_SECOND));
            json.writeStringField("token_type", "Bearer");
            json.writeEndObject();
        });
    }
}
