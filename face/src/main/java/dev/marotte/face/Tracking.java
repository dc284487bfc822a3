package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;

/** Result of tracking one frame. */
public sealed interface Tracking {
    /** State to pass in with the next frame. */
    TrackState state();

    /** @param confidence that it is a face, 0…1 */
    record Found(TrackState state, FaceLandmarks landmarks, float confidence) implements Tracking {}

    /** The chosen face is not in the picture. */
    record NoFace(TrackState state) implements Tracking {}

    /** The picture could not be decoded; a held face stays held. */
    record BrokenPicture(TrackState state) implements Tracking {}
}
