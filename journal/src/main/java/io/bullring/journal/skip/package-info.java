/**
 * How an operator gets a venue past a command at which its engine halts: {@link io.bullring.journal.skip.SkipDesk} appends a
 * SkipCommand to the journal, if nobody was ever answered for what it changes.
 */
package io.bullring.journal.skip;
