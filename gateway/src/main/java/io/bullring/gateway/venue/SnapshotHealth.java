package io.bullring.gateway.venue;

/**
 * How it stands with the snapshots.
 *
 * @param sequence last command of the newest, 0: there is none
 * @param madeNs when it was made or, if an earlier process made it, the time of its last command; nanoseconds since 1970
 * @param failures how often one could not be made since the start
 */
public record SnapshotHealth(long sequence, long madeNs, long failures) {}
