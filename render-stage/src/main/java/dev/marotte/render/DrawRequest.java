package dev.marotte.render;

import dev.marotte.identity.Embedding;
import dev.marotte.schemas.FaceLandmarks;

/**
 * A drawing that is asked for: somebody, moved.
 *
 * @param landmarks where the face's points shall be, in pixels of the crop
 */
public record DrawRequest(Embedding identity, FaceLandmarks landmarks) {}
