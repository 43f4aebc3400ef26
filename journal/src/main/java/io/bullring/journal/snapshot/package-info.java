/**
 * Snapshots: the engine's current state on disk, so that a start need not replay everything. Never the truth, which is
 * the journal: a snapshot that is damaged or missing costs time. The layout is in {@code docs/JOURNAL.md}.
 */
package io.bullring.journal.snapshot;
