/**
 * What shows that a journal is what it was: {@link io.bullring.journal.evidence.HashChain} writes a chain of hashes over
 * commands and events beside it, {@link io.bullring.journal.evidence.Verification} compares chain, event log and
 * witnesses with a replay. The bytes are in {@code docs/JOURNAL.md}, "The chain".
 */
package io.bullring.journal.evidence;
