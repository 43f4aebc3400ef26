package io.bullring.benchmarks.latency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long a thread ran, and how long it could have run and got no processor, as Linux counts them ({@code schedstat}); elsewhere
 * it stays at zero. What a hypervisor takes from a processor is in neither. Belongs to the thread that looks.
 */
final class ProcessorShare {
    private static final Path OWN_THREAD = Path.of("/proc/thread-self");

    private Path counters;
    private long ranAtFirstNs;
    private long waitedAtFirstNs;
    private long ranNs;
    private long waitedNs;

    /** Looks; the first time begins the count. */
    void look() {
        if (!Files.isDirectory(OWN_THREAD)) {
            return;
        }
        boolean begins = counters == null;
        try {
            if (begins) {
                counters = OWN_THREAD.toRealPath().resolve("schedstat");
            }
            String[] words = Files.readString(counters).trim().split(" ");
            ranNs = Long.parseLong(words[0]);
            waitedNs = Long.parseLong(words[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (begins) {
            ranAtFirstNs = ranNs;
            waitedAtFirstNs = waitedNs;
        }
    }

    /** From the first look to the last, nanoseconds. */
    long ranNs() {
        return ranNs - ranAtFirstNs;
    }

    /** From the first look to the last, nanoseconds. */
    long waitedNs() {
        return waitedNs - waitedAtFirstNs;
    }
}
