package dev.marotte.render;

import dev.marotte.identity.Embedding;
import dev.marotte.schemas.FaceLandmarks;

/** A drawing that is asked for: somebody, moved. */
public record DrawRequest(Embedding identity, DrawTarget target) {
    /** @param landmarks where the face's points shall be, in pixels of the crop */
    public DrawRequest(Embedding identity, FaceLandmarks landmarks) {
        this(identity, new DrawTarget.Landmarks(landmarks));
    }

    /**
     * Where the face's points shall be, in pixels of the crop.
     *
     * @throws IllegalStateException if it was asked for in other terms
     */
    public FaceLandmarks landmarks() {
        return switch (target) {
            case DrawTarget.Landmarks(FaceLandmarks points) -> points;
            case DrawTarget.Keypoints _ -> throw new IllegalStateException("moved by keypoints, not by landmarks");
        };
    }

    /**
     * Where implicit keypoints shall be.
     *
     * @throws IllegalStateException if it was asked for in other terms
     */
    DrawTarget.Keypoints keypoints() {
        return switch (target) {
            case DrawTarget.Keypoints keypoints -> keypoints;
            case DrawTarget.Landmarks _ -> throw new IllegalStateException("moved by landmarks, not by keypoints");
        };
    }
}
