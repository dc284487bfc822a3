package dev.marotte.identity;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Picture;

/**
 * An identity that can be rendered.
 *
 * @param generators that draw the embedding
 * @param portrait the first source picture, upright, with even sides and at most full HD; rendered pictures look like it around the face
 * @param crop the part of the portrait that is redrawn for each frame
 * @param rest the face's own landmarks in pixels of the crop
 */
public record EnrolledIdentity(
        GeneratorIds generators, Picture portrait, Crop crop, FaceLandmarks rest, Embedding embedding) {}
