/** The venue over HTTP and WebSocket: a server in a process of its own, and what is sent to it from here. */
package io.bullring.benchmarks.load;
