package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Connections of an address. */
final class AddressQuotaTest {
    private final AddressQuota quota = new AddressQuota(2);

    @Test
    void shouldLetEachAddressHaveSoManyAndOneMoreOnceOneIsGone() {
        assertThat(quota.enter("a")).isTrue();
        assertThat(quota.enter("a")).isTrue();
        assertThat(quota.enter("a")).isFalse();
        assertThat(quota.enter("a")).as("one that was refused is not counted").isFalse();
        assertThat(quota.enter("b")).isTrue();
        quota.leave("a");
        assertThat(quota.enter("a")).isTrue();
    }

    @Test
    void shouldKeepNothingOfAnAddressThatHasNone() {
        quota.enter("a");
        quota.enter("b");
        assertThat(quota.addresses()).isEqualTo(2);
        quota.leave("a");
        quota.leave("b");
        assertThat(quota.addresses()).isZero();
    }
}
