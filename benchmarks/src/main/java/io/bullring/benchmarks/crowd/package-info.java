/** One engine on one thread, with few agents and with a million: what an order costs, and what everything weighs. */
package io.bullring.benchmarks.crowd;
