package io.bullring.core.model;

import io.bullring.core.event.EventSink;

/** Which parts a model is made of, as far as somebody wants to have other ones: {@link PlantedError}. */
class ModelParts {
    /** That the portfolios of one account remember together. */
    int mostPlacements() {
        return 262_144;
    }

    ModelExecution execution(ModelVenue venue, EventSink sink) {
        return new ModelExecution(venue, sink);
    }

    ModelSweeps sweeps(ModelVenue venue, ModelResting resting) {
        return new ModelSweeps(venue, resting);
    }

    ModelFunding funding(ModelVenue venue, ModelResting resting) {
        return new ModelFunding(venue, resting);
    }
}
