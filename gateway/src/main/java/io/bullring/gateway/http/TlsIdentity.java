package io.bullring.gateway.http;

import io.vertx.core.net.KeyCertOptions;
import java.time.Instant;

/**
 * Whom the venue proves to be over TLS. Immutable.
 *
 * @param keys its certificates and private key
 * @param validUntil when the first of the certificates ends that are sent: from then on clients hang up
 */
public record TlsIdentity(KeyCertOptions keys, Instant validUntil) {}
