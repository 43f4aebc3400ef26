/**
 * Single operations of the venue beside the plainest thing that does the same, measured by JMH. What is measured on the
 * path of an order as a whole is in {@code latency}.
 */
package io.bullring.benchmarks;
