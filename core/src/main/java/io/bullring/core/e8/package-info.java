/**
 * The engine's numbers: {@code long} × 10⁻⁸, multiplied and divided through 128 bits, and totals that are 128 bits
 * wide.
 */
package io.bullring.core.e8;
