/** The auditor's tool: {@code bullring journal describe}, {@code print} and {@code verify}. Reads only. */
package io.bullring.journal.cli;
