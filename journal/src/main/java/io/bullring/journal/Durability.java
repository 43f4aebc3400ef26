package io.bullring.journal;

/** What a committed batch survives. */
public enum Durability {
    /**
     * The end of the process, also by {@code kill -9}: the batch is in the operating system's memory when commit
     * returns. A power failure may take the last seconds with it.
     */
    PROCESS_CRASH
}
