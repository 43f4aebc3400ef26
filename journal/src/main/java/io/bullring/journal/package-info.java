/**
 * The command log: what the venue was told, in order, on disk. {@link io.bullring.journal.ChronicleCommandLog} writes
 * it, {@link io.bullring.journal.JournalReader} reads and verifies it, {@link io.bullring.journal.Recovery} brings an
 * engine back. The layout is in {@code docs/JOURNAL.md}.
 */
package io.bullring.journal;
