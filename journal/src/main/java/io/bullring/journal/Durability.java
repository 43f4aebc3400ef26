package io.bullring.journal;

import java.util.Locale;

/** What a committed batch survives. It decides how the journal lies on disk, so a venue keeps the one it began with. */
public enum Durability {
    /**
     * The end of the process, also by {@code kill -9}: the batch is in the operating system's memory when commit
     * returns. A power failure may take the last seconds with it.
     */
    PROCESS_CRASH,

    /** A power failure too: the batch is on the disk when commit returns, one sync a batch. */
    POWER_LOSS;

    /** As it is written on a command line. */
    public String optionText() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
