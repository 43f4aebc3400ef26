/** Text becomes values: bodies, queries, ids and decimals, and the violations that name each field and rule. */
package io.bullring.gateway.http.request;
