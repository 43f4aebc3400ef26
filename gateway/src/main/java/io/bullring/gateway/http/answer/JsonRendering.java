package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Something that writes itself as one JSON value. */
@FunctionalInterface
public interface JsonRendering {
    /** Writes exactly one value. The generator writes into memory and fails only when it is used wrongly. */
    void renderTo(JsonGenerator json) throws IOException;
}
