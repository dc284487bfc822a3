/**
 * Motion as networks of LivePortrait's family express it: 21 implicit keypoints, a head's rotation, scale and translation, and an offset of
 * each keypoint for the expression. The formulas only, without a network; they follow the published method (arXiv 2407.03168). None of this
 * was run with that family's real weights.
 *
 * <p>Keypoints have no unit: the networks' own space, about −1…1 across the crop. Angles are degrees.
 */
@NullMarked
package dev.marotte.face.implicit;

import org.jspecify.annotations.NullMarked;
