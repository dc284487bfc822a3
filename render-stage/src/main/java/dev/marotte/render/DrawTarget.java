package dev.marotte.render;

import dev.marotte.face.implicit.ImplicitKeypoints;
import dev.marotte.schemas.FaceLandmarks;

/** What a drawing should show, in the terms of the generator that draws it. */
public sealed interface DrawTarget {
    /** The face's points, in pixels of the crop. */
    record Landmarks(FaceLandmarks points) implements DrawTarget {}

    /**
     * Implicit keypoints after the motion was applied, in the networks' own space.
     *
     * @param lips what to do with the lips of a portrait whose mouth is open
     */
    record Keypoints(ImplicitKeypoints points, Lips lips) implements DrawTarget {
        /** Lips as the points have them. */
        public Keypoints(ImplicitKeypoints points) {
            this(points, Lips.FOLLOWED);
        }

        /** What to do with the lips of a portrait whose mouth is open. */
        public enum Lips {
            /** As the points have them. */
            FOLLOWED,
            /** Closed, and the motion added: the points are a change against a driver whose mouth is closed at rest. */
            CLOSED_AT_REST
        }
    }
}
