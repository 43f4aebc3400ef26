/** Values become text: events, records and refusals as JSON, longs as decimals, nanoseconds as times. */
package io.bullring.gateway.http.answer;
