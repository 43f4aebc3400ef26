/**
 * What the auditor's tool works with: messages read by their schema, a replay that can be looked into, archives and tables.
 * Reads only what it is given and writes only what it is told to.
 */
package io.bullring.journal.audit;
