package io.bullring.gateway.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateExecutor;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/**
 * Another TLS whose connections are counted while they shake hands. Vert.x tells of a connection when its handshake is done, and until then
 * it holds an engine and buffers: so it is counted where its handler enters the pipeline, and beyond the bound closed there, before a byte
 * of it is read. Any thread.
 */
final class BoundedTls extends SslContext {
    private final SslContext tls;
    private final ConnectionQuota quota;

    BoundedTls(SslContext tls, ConnectionQuota quota) {
        this.tls = tls;
        this.quota = quota;
    }

    @Override
    public boolean isClient() {
        return tls.isClient();
    }

    @Override
    public List<String> cipherSuites() {
        return tls.cipherSuites();
    }

    @Override
    @SuppressWarnings("deprecation") // a type that Netty discourages and asks for
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return tls.applicationProtocolNegotiator();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
        return tls.newEngine(allocator);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
        return tls.newEngine(allocator, peerHost, peerPort);
    }

    @Override
    public SSLSessionContext sessionContext() {
        return tls.sessionContext();
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls) {
        return newHandler(allocator, startTls, ImmediateExecutor.INSTANCE);
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator allocator, String peerHost, int peerPort, boolean startTls) {
        return newHandler(allocator, peerHost, peerPort, startTls, ImmediateExecutor.INSTANCE);
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls, Executor tasks) {
        return new Counted(newEngine(allocator), startTls, tasks, quota);
    }

    @Override
    protected SslHandler newHandler(
            ByteBufAllocator allocator, String peerHost, int peerPort, boolean startTls, Executor tasks) {
        return new Counted(newEngine(allocator, peerHost, peerPort), startTls, tasks, quota);
    }

    /** One connection; its handshake ends well, fails, or is too long under way. */
    private static final class Counted extends SslHandler {
        private final ConnectionQuota quota;

        Counted(SSLEngine engine, boolean startTls, Executor tasks, ConnectionQuota quota) {
            super(engine, startTls, tasks);
            this.quota = quota;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            RequestDecoder.readLittle(context.channel());
            boolean isAdmitted = quota.enter();
            if (isAdmitted) {
                handshakeFuture().addListener(ended -> quota.leave());
            }
            super.handlerAdded(context);
            if (!isAdmitted) {
                context.close();
            }
        }
    }
}
