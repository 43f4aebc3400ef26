/**
 * From an event loop to the engine and back: who waits for which answer.
 */
package io.bullring.gateway.reply;
