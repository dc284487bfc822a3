package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;

/** Fits the 478 points to a face whose region is roughly known. */
public interface FaceMesh {
    Fit fit(Pixels picture, FaceRegion region);

    /** @param presence probability that the region shows a face, 0…1 */
    record Fit(FaceLandmarks landmarks, float presence) {
        /** MediaPipe's own limit for following a face into the next frame. */
        private static final float PRESENT = 0.5f;

        public boolean present() {
            return presence >= PRESENT;
        }

        public FaceRegion region() {
            return FaceRegion.about(landmarks);
        }
    }
}
