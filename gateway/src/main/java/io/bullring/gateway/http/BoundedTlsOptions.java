package io.bullring.gateway.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import javax.net.ssl.SSLException;

/** The JDK's TLS, with a bound on the connections that shake hands at the same time. */
final class BoundedTlsOptions extends JdkSSLEngineOptions {
    private static final boolean KEEPS_SESSIONS = false;

    private final ConnectionQuota quota;

    /** @param quota shared by all event loops */
    BoundedTlsOptions(ConnectionQuota quota) {
        this.quota = quota;
    }

    @Override
    public BoundedTlsOptions copy() {
        return new BoundedTlsOptions(quota);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, KEEPS_SESSIONS) {
            @Override
            public SslContext create() throws SSLException {
                return new BoundedTls(super.create(), quota);
            }
        };
    }
}
