/**
 * What is traded, at which price, under which rules, as the events tell.
 */
package io.bullring.gateway.market;
