package dev.marotte.face.implicit;

/** A small network that corrects keypoints. */
@FunctionalInterface
public interface CorrectionNetwork {
    /** Maps one row of numbers to another. */
    float[] answer(float[] input);
}
