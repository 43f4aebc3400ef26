/**
 * The venue over HTTP: who asks, at which path, and the way to the engine and back. Here nothing is parsed and nothing is
 * rendered; that is done in {@code request} and {@code answer}, and secrets are dealt with in {@code credential}. What can be
 * asked is described in {@code openapi}.
 *
 * <pre>
 *   http ──► answer ──► request
 *    └─────► credential
 * </pre>
 */
package io.bullring.gateway.http;
