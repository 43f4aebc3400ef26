/** The auditor's tool, {@code bullring journal}: one class for each subcommand. Reads only, but for what it is told to export. */
package io.bullring.journal.cli;
