package io.bullring.benchmarks.latency;

/** The venue took no more commands in the middle of a run: a fault has stopped it. */
final class GateClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GateClosed(int index) {
        super("the gate closed before command " + index);
    }
}
