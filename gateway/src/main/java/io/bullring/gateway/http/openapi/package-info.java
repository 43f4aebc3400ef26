/** The venue's document of itself, from the parts among the resources to the bytes on the wire. */
package io.bullring.gateway.http.openapi;
