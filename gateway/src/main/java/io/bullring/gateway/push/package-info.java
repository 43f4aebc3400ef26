/**
 * From the follower to the event loops: what changed, for those who want to be told without asking.
 */
package io.bullring.gateway.push;
