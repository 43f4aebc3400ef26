package io.bullring.core.fault;

/**
 * We are wrong: a state that no legal command can cause. An {@link Error}, so that no host mistakes it for a bad message
 * and carries on; the node stops and recovers from its journal. A disk that fails is a {@link JournalFault}.
 */
public final class EngineFault extends Error {
    private static final long serialVersionUID = 1L;

    public EngineFault(String message) {
        super(message);
    }

    public EngineFault(String message, Throwable cause) {
        super(message, cause);
    }
}
