/** Keys, secrets and tokens: how they are made, what is kept of them, and how they are checked. */
package io.bullring.gateway.http.credential;
