/** Stories that anyone in trading can read, and what plays them; their language is in scenarios/README.md. */
package io.bullring.core.scenario;
