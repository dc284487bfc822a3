package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Pts;

/** Where a face was, and when. */
public record TimedLandmarks(FaceLandmarks landmarks, Pts pts) {}
