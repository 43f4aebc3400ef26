package io.bullring.journal;

/** The end of a thread of ours, which somebody waits for who may be interrupted meanwhile. */
final class ThreadEnd {
    private ThreadEnd() {}

    /** Returns when the thread has ended; an interrupt is kept for later. */
    static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
