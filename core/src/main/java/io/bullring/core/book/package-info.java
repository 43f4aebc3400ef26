/**
 * Resting orders of the reference market, found by price without scanning, and the orders that a price has fired, in
 * the order in which they are worked off. Knows slots, ids and prices; nothing of wallets, sides or order types.
 */
package io.bullring.core.book;
