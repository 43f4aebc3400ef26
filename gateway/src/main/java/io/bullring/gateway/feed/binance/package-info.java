/**
 * Binance's public streams on their way into price commands, and into a book of orders to look at.
 */
package io.bullring.gateway.feed.binance;
