package dev.marotte.face;

/**
 * A face as the detector sees it.
 *
 * @param score 0…1
 * @param region its box made square, with a margin, rotated along the eyes
 */
public record Detection(double score, FaceRegion region) {}
