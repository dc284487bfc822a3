package dev.marotte.identity;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Picture;

/**
 * Somebody who can be rendered.
 *
 * @param generators that draw the embedding
 * @param portrait the first source picture, upright, of even size and at most full HD; what rendered pictures look like around the face
 * @param crop which part of the portrait is drawn anew for each frame
 * @param rest the face's own landmarks in pixels of the crop
 */
public record EnrolledIdentity(
        GeneratorIds generators, Picture portrait, Crop crop, FaceLandmarks rest, Embedding embedding) {}
