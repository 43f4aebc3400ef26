/** The engine beside exchange-core's pipeline, on the mix that exchange-core publishes its figures for. */
package io.bullring.benchmarks.exchange;
