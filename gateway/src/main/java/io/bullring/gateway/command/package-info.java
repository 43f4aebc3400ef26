/**
 * The commands that the venue gives itself.
 */
package io.bullring.gateway.command;
