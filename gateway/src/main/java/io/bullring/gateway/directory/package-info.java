/**
 * Who there is: accounts, agents and the digests of their keys, as the events tell.
 */
package io.bullring.gateway.directory;
