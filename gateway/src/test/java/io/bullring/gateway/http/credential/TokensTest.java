package io.bullring.gateway.http.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.id.PublicIds;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final PublicIds IDS = new PublicIds(0xABCDEF012345L);
    private static final int TOKEN_SECONDS = 3_600;
    private static final byte[] KEY = new byte[64];
    private static final int ACCOUNT = 42;

    private final Tokens tokens = new Tokens(VERTX, KEY, IDS, TOKEN_SECONDS);

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void shouldKnowItsOwnToken() {
        assertThat(accountOf(tokens.issue(ACCOUNT, Instant.now()))).isEqualTo(ACCOUNT);
    }

    @Test
    void shouldSayWhoseItIsSinceWhenAndUntilWhen() {
        Instant now = Instant.now();
        String claims = tokens.issue(ACCOUNT, now).split("\\.")[1];
        JsonObject payload = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(claims)));
        assertThat(payload).isEqualTo(new JsonObject()
                .put("sub", IDS.account(ACCOUNT).toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 3_600));
    }

    @Test
    void shouldForgetTokenAfterAnHour() {
        Instant now = Instant.now();
        assertThat(accountOf(tokens.issue(ACCOUNT, now.minusSeconds(3_500)))).isEqualTo(ACCOUNT);
        assertThat(accountOf(tokens.issue(ACCOUNT, now.minusSeconds(3_700)))).isEqualTo(Tokens.INVALID);
    }

    @Test
    void shouldRefuseTokenOfAnotherKey() {
        byte[] otherKey = KEY.clone();
        otherKey[0] = 1;
        String forged = new Tokens(VERTX, otherKey, IDS, TOKEN_SECONDS).issue(ACCOUNT, Instant.now());
        assertThat(accountOf(forged)).isEqualTo(Tokens.INVALID);
    }

    @Test
    void shouldRefuseTokenThatWasTamperedWith() {
        String[] parts = tokens.issue(ACCOUNT, Instant.now()).split("\\.");
        String otherClaims = base64("{\"sub\":\"" + IDS.account(43) + "\",\"iat\":1,\"exp\":99999999999}");
        assertThat(accountOf(parts[0] + '.' + otherClaims + '.' + parts[2])).isEqualTo(Tokens.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS512", "RS256", "ES256"})
    void shouldRefuseOtherAlgorithms(String algorithm) {
        String header = base64("{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"}");
        String claims = base64("{\"sub\":\"" + IDS.account(ACCOUNT) + "\",\"iat\":1,\"exp\":99999999999}");
        assertThat(accountOf(header + '.' + claims + '.')).isEqualTo(Tokens.INVALID);
        assertThat(accountOf(header + '.' + claims)).isEqualTo(Tokens.INVALID);
        assertThat(accountOf(header + '.' + claims + ".AAAA")).isEqualTo(Tokens.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        "{'sub':'SUBJECT','iat':1}",
        "{'sub':'SUBJECT','exp':99999999999}",
        "{'iat':1,'exp':99999999999}",
        "{'sub':'nobody','iat':1,'exp':99999999999}",
        "{'sub':'00000000-0000-8001-8000-00000000002a','iat':1,'exp':99999999999}",
        "{'sub':42,'iat':1,'exp':99999999999}"
    })
    void shouldRequireEveryClaimEvenUnderItsOwnSignature(String claims) {
        JsonObject payload =
                new JsonObject(claims.replace('\'', '"').replace("SUBJECT", IDS.account(ACCOUNT).toString()));
        assertThat(accountOf(signed(payload))).isEqualTo(Tokens.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "ak_live_key", "\u0000", "e30.e30.e30", "!!!.???.---"})
    void shouldRefuseWhatIsNoToken(String text) {
        assertThat(accountOf(text)).isEqualTo(Tokens.INVALID);
    }

    private int accountOf(String token) {
        return tokens.accountOf(token).result();
    }

    private static String signed(JsonObject claims) {
        PubSecKeyOptions key = new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(KEY));
        return JWTAuth.create(VERTX, new JWTAuthOptions().addPubSecKey(key))
                .generateToken(claims, new JWTOptions().setNoTimestamp(true));
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
