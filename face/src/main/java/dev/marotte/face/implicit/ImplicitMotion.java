package dev.marotte.face.implicit;

/**
 * The motion in one picture of a head: 70 numbers with the depth of the translation, which no formula uses.
 *
 * @param scale size of the head against the canonical keypoints
 * @param x translation to the right
 * @param y translation downwards
 * @param expression an offset of each keypoint, before scaling
 */
public record ImplicitMotion(HeadAngles angles, double scale, double x, double y, ImplicitKeypoints expression) {}
