package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Pts;

/** The landmarks of a face at a point in time. */
public record TimedLandmarks(FaceLandmarks landmarks, Pts pts) {}
