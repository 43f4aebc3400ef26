package io.bullring.gateway.http.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretHashTest {
    private static final String SECRET = "sk_live_a";

    private final SecretHash secretHash = new SecretHash();

    @Test
    void shouldKnowItsOwnHashAndNoOther() {
        String hash = secretHash.hash(SECRET);
        assertThat(hash).startsWith("$argon2id$v=19$m=7168,t=5,p=1$").doesNotContain(SECRET);
        assertThat(secretHash.matches(SECRET, hash)).isTrue();
        assertThat(secretHash.matches("sk_live_b", hash)).isFalse();
        assertThat(secretHash.matches("", hash)).isFalse();
    }

    @Test
    void shouldSaltEachHash() {
        assertThat(secretHash.hash(SECRET)).isNotEqualTo(secretHash.hash(SECRET));
    }

    @Test
    void shouldUseTheParametersThatTheHashNames() {
        String cheap = secretHash.hash(SECRET).replace("m=7168,t=5", "m=7168,t=4");
        assertThat(secretHash.matches(SECRET, cheap)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "plain", "$2b$12$abcdefghijklmnopqrstuv", "$argon2i$v=19$m=7168,t=5,p=1$AAAAAAAAAAAAAAAAAAAAAA$x",
        "$argon2id$v=19$m=9999999,t=5,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    })
    void shouldRefuseWhatIsNoHashOfOurs(String hash) {
        assertThatThrownBy(() -> secretHash.matches(SECRET, hash)).isInstanceOf(IllegalArgumentException.class);
    }
}
