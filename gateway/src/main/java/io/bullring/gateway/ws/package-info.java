/**
 * {@code /ws/v1}: connections to which the venue speaks without being asked, on the event loops that serve HTTP.
 */
package io.bullring.gateway.ws;
