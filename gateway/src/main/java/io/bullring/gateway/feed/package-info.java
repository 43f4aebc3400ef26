/**
 * Market data on its way into price commands.
 */
package io.bullring.gateway.feed;
