package io.bullring.gateway.http.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyMintTest {
    private final KeyMint mint = new KeyMint();

    @Test
    void shouldTellByItsPrefixWhatAKeyIs() {
        assertThat(mint.accountKey()).matches("ak_live_[A-Za-z0-9_-]{64}");
        assertThat(mint.accountSecret()).matches("sk_live_[A-Za-z0-9_-]{64}");
        assertThat(mint.agentKey()).matches("ak_live_agent_[A-Za-z0-9_-]{64}").hasSizeLessThanOrEqualTo(128);
    }

    @Test
    void shouldNeverMakeTheSameTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add(mint.agentKey())).isTrue();
        }
    }

    @Test
    void shouldShowTwelveCharacters() {
        assertThat(KeyMint.preview("ak_live_abcdefgh")).isEqualTo("ak_live_abcd");
    }
}
