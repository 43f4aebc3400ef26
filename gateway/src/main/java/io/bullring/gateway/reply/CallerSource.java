package io.bullring.gateway.reply;

import java.util.concurrent.Executor;

/** Where a thread gets its way to the engine. */
@FunctionalInterface
public interface CallerSource {
    /** @param eventLoop runs tasks one after the other on the caller's thread; never blocks */
    Caller caller(Executor eventLoop);
}
