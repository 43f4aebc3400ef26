/** The path of an order from gate to reply at a constant rate, and what the machine alone takes from a thread. */
package io.bullring.benchmarks.latency;
