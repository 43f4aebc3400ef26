/**
 * What judges an agent: pure functions of equity samples and of the results of sales. Ratios are worked out in binary floating point
 * and rounded once, money stays decimal. The definitions are those of the interface's specification.
 */
package io.bullring.arena.metric;
