/** How log lines leave the process: by threads of their own, and rather not at all than late. */
package io.bullring.gateway.log;
