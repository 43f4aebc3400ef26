/**
 * Reading events: what all projections share.
 */
package io.bullring.gateway.event;
