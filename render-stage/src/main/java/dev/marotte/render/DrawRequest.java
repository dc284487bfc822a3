package dev.marotte.render;

import dev.marotte.identity.Embedding;
import dev.marotte.schemas.FaceLandmarks;

/** A request to draw an identity with a given motion. */
public record DrawRequest(Embedding identity, DrawTarget target) {
    /** @param landmarks where the face's points should be, in pixels of the crop */
    public DrawRequest(Embedding identity, FaceLandmarks landmarks) {
        this(identity, new DrawTarget.Landmarks(landmarks));
    }

    /**
     * Returns where the face's points should be, in pixels of the crop.
     *
     * @throws IllegalStateException if it was requested in other terms
     */
    public FaceLandmarks landmarks() {
        return switch (target) {
            case DrawTarget.Landmarks(FaceLandmarks points) -> points;
            case DrawTarget.Keypoints _ -> throw new IllegalStateException("moved by keypoints, not by landmarks");
        };
    }

    /**
     * Where the implicit keypoints should be.
     *
     * @throws IllegalStateException if it was requested in other terms
     */
    DrawTarget.Keypoints keypoints() {
        return switch (target) {
            case DrawTarget.Keypoints keypoints -> keypoints;
            case DrawTarget.Landmarks _ -> throw new IllegalStateException("moved by landmarks, not by keypoints");
        };
    }
}
