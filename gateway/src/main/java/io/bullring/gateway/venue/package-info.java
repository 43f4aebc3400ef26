/**
 * A venue that runs: journal, recovery, pipeline, deadlines, and what its edges need of it.
 */
package io.bullring.gateway.venue;
