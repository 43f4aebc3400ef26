package io.bullring.gateway.http;

/**
 * How the venue is served over HTTP. Nothing here changes an answer but the bounds, which refuse.
 *
 * @param host address to listen on
 * @param port 0: any free one
 * @param eventLoops threads that serve, each with its own way to the engine
 * @param maxBodyBytes longest body of a request
 * @param maxHeaderBytes all headers of a request together
 * @param maxUriBytes first line of a request
 * @param maxConnections open at the same time; more are closed at once
 * @param maxHandshakes connections that are shaking hands for TLS at the same time; more are closed at once
 * @param idleTimeoutSeconds of a connection on which nothing moves; headers that do not come to their end count as nothing
 * @param bodyTimeoutMs from the headers of a request to the end of its body; whoever takes longer loses the connection
 * @param historyTimeoutMs how long a read of the history waits for its own writes
 * @param secretQueue registrations and log-ins that may wait for the hash of their secret
 * @param edge what is asked of whoever comes from outside
 */
public record HttpConfig(
        String host,
        int port,
        int eventLoops,
        int maxBodyBytes,
        int maxHeaderBytes,
        int maxUriBytes,
        int maxConnections,
        int maxHandshakes,
        int idleTimeoutSeconds,
        int bodyTimeoutMs,
        int historyTimeoutMs,
        int secretQueue,
        EdgeConfig edge) {

    private static final int MOST_EVENT_LOOPS = 4;

    public HttpConfig {
        if (port < 0 || port > 0xFFFF || eventLoops < 1 || maxBodyBytes < 1 || maxHeaderBytes < 1 || maxUriBytes < 1) {
            throw new IllegalArgumentException("port " + port + ", eventLoops " + eventLoops + ", maxBodyBytes "
                    + maxBodyBytes + ", maxHeaderBytes " + maxHeaderBytes + ", maxUriBytes " + maxUriBytes);
        }
        if (maxConnections < 1 || maxHandshakes < 1 || idleTimeoutSeconds < 1 || bodyTimeoutMs < 1
                || historyTimeoutMs < 1 || secretQueue < 1) {
            throw new IllegalArgumentException("maxConnections " + maxConnections + ", maxHandshakes " + maxHandshakes
                    + ", idleTimeoutSeconds "
                    + idleTimeoutSeconds + ", bodyTimeoutMs " + bodyTimeoutMs + ", historyTimeoutMs " + historyTimeoutMs
                    + ", secretQueue " + secretQueue);
        }
    }

    /**
     * An event loop a core and four at most; bodies to 64 KiB, headers to 16 KiB, first lines to 4 KiB; 10,000
     * connections, idle for a minute, of which 1,000 shake hands; half a minute for a body; a second for the history; 256 waiting secrets, some eight seconds of work.
     */
    public static HttpConfig defaults(String host, int port) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new HttpConfig(
                host, port, Math.min(cores, MOST_EVENT_LOOPS), 64 << 10, 16 << 10, 4 << 10, 10_000, 1_000, 60, 30_000,
                1_000,
                256,
                EdgeConfig.local());
    }

    /**
     * Connections that one address may have, an IPv6 network counting as one: a tenth of all where those are limited who show no key, for
     * strangers come there; but where proxies stand before the venue all connections are theirs.
     */
    public int maxConnectionsPerAddress() {
        boolean isAnybodys = edge.limits().marketData() == 0 || edge.proxyHops() > 0;
        return isAnybodys ? maxConnections : Math.max(1, maxConnections / 10);
    }

    /** The same with other bounds on connections and on those of them that shake hands. */
    public HttpConfig withConnections(int connections, int handshakes) {
        return new HttpConfig(
                host,
                port,
                eventLoops,
                maxBodyBytes,
                maxHeaderBytes,
                maxUriBytes,
                connections,
                handshakes,
                idleTimeoutSeconds,
                bodyTimeoutMs,
                historyTimeoutMs,
                secretQueue,
                edge);
    }

    /** The same with another edge. */
    public HttpConfig with(EdgeConfig otherEdge) {
        return new HttpConfig(
                host,
                port,
                eventLoops,
                maxBodyBytes,
                maxHeaderBytes,
                maxUriBytes,
                maxConnections,
                maxHandshakes,
                idleTimeoutSeconds,
                bodyTimeoutMs,
                historyTimeoutMs,
                secretQueue,
                otherEdge);
    }
}
