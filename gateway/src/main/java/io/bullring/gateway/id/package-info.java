/**
 * Ids as the world sees them.
 */
package io.bullring.gateway.id;
