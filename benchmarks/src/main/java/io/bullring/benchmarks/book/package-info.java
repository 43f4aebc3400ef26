/** Order books of ours and of others, on the same messages, each handing every report to a second thread. */
package io.bullring.benchmarks.book;
