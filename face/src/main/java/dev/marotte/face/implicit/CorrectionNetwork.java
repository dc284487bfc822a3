package dev.marotte.face.implicit;

/** A small network that corrects keypoints. */
@FunctionalInterface
public interface CorrectionNetwork {
    /** Answers one row of numbers with another. */
    float[] answer(float[] input);
}
