package io.bullring.gateway.http.credential;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes keys and secrets: a prefix that tells what it is, then 48 random bytes as 64 characters that need no quoting
 * anywhere. Whoever is given one shows it to its owner once and keeps a digest. Any thread.
 */
public final class KeyMint {
    /** Characters of a key that may be shown. */
    public static final int PREVIEW_LENGTH = 12;

    private static final String ACCOUNT_KEY = "ak_live_";
    private static final String ACCOUNT_SECRET = "sk_live_";
    private static final String AGENT_KEY = "ak_live_agent_";
    private static final String OPERATOR_TOKEN = "op_live_";
    private static final int RANDOM_BYTES = 48;

    private final SecureRandom random = new SecureRandom();

    public String accountKey() {
        return ACCOUNT_KEY + randomText();
    }

    public String accountSecret() {
        return ACCOUNT_SECRET + randomText();
    }

    public String agentKey() {
        return AGENT_KEY + randomText();
    }

    public String operatorToken() {
        return OPERATOR_TOKEN + randomText();
    }

    /** The part of a key that may be shown. */
    public static String preview(String key) {
        return key.substring(0, PREVIEW_LENGTH);
    }

    private String randomText() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
