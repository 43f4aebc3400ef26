package io.bullring.gateway.http.credential;

import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.id.PublicIds.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Instant;
import java.util.UUID;

/**
 * Tokens of accounts: JWT, HS256, with the account's public id as {@code sub}, and {@code iat} and {@code exp} in seconds.
 * Nothing is kept of a token. For one event loop.
 */
public final class Tokens {
    /** {@link #accountOf} for a token that is none of ours, or none any more. */
    public static final int INVALID = 0;

    /** Where a verified user has the claims of its token. */
    private static final String CLAIMS = "accessToken";

    private static final String ALGORITHM = "HS256";
    private static final String SUBJECT = "sub";
    private static final String ISSUED_AT = "iat";
    private static final String EXPIRES_AT = "exp";

    private final JWTAuth jwt;
    private final PublicIds ids;
    private final int lifetimeSeconds;

    /**
     * @param key as {@link TokenKey} has it
     * @param lifetimeSeconds how long a token holds
     */
    public Tokens(Vertx vertx, byte[] key, PublicIds ids, int lifetimeSeconds) {
        PubSecKeyOptions signing = new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(key));
        jwt = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(signing));
        this.ids = ids;
        this.lifetimeSeconds = lifetimeSeconds;
    }

    /** How long a token holds, seconds. */
    public int lifetimeSeconds() {
        return lifetimeSeconds;
    }

    /** A token of an account that holds from now on. */
    public String issue(int accountId, Instant now) {
        JsonObject claims = new JsonObject()
                .put(SUBJECT, ids.account(accountId).toString())
                .put(ISSUED_AT, now.getEpochSecond())
                .put(EXPIRES_AT, now.getEpochSecond() + lifetimeSeconds);
        JsonObject header = new JsonObject().put("alg", ALGORITHM); // first, so that tokens begin as documented
        return jwt.generateToken(
                claims, new JWTOptions().setAlgorithm(ALGORITHM).setHeader(header).setNoTimestamp(true));
    }

    /** The account of a token, or {@link #INVALID}. */
    public Future<Integer> accountOf(String token) {
        return jwt.authenticate(new TokenCredentials(token)).map(this::accountOf).otherwise(INVALID);
    }

    /** Signature and times have been checked; that the times are there has not. */
    private int accountOf(User user) {
        JsonObject claims = user.attributes().getJsonObject(CLAIMS);
        boolean complete = claims.getValue(SUBJECT) instanceof String
                && claims.getValue(ISSUED_AT) instanceof Number
                && claims.getValue(EXPIRES_AT) instanceof Number;
        if (!complete) {
            return INVALID;
        }
        long counter = ids.counter(Kind.ACCOUNT, UUID.fromString(claims.getString(SUBJECT)));
        return counter > 0 && counter <= Integer.MAX_VALUE ? (int) counter : INVALID;
    }
}
