package io.bullring.gateway.http.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.gateway.directory.KeyDigest;
import io.bullring.gateway.id.PublicIds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Whatever somebody calls a token is nobody's, unless the venue signed it; a key may be any text. */
final class CredentialFuzzTest {
    private static final int TOKEN_SECONDS = 3_600;
    private static final byte[] KEY = new byte[64];
    private static final PublicIds IDS = new PublicIds(0xABCDEF012345L);

    private static Vertx vertx;
    private static Tokens tokens;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        tokens = new Tokens(vertx, KEY, IDS, TOKEN_SECONDS);
    }

    @AfterAll
    static void close() {
        vertx.close();
    }

    @FuzzTest
    void tokens(byte[] bytes) {
        Future<Integer> account = tokens.accountOf(new String(bytes, StandardCharsets.UTF_8));

        assertThat(account.succeeded()).isTrue();
        assertThat(account.result()).isEqualTo(Tokens.INVALID);
    }

    @FuzzTest
    void keys(byte[] bytes) {
        String key = new String(bytes, StandardCharsets.UTF_8);

        assertThat(KeyDigest.ofKey(key)).isEqualTo(KeyDigest.of(KeyDigest.ofKey(key).bytes()));
    }
}
