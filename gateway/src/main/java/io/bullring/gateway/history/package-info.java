/**
 * Orders and fills of the past, behind the follower, which takes events off the engine thread.
 */
package io.bullring.gateway.history;
