package dev.marotte.schemas;

/**
 * The driver's rest: landmarks of the frame against which motion is measured. In a compacted topic under the session's id and the index;
 * committed together with the first landmarks record that names it.
 */
public record Neutral(SessionId session, long index, FaceLandmarks landmarks, int frameWidth, int frameHeight) {}
