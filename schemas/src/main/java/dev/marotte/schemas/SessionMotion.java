package dev.marotte.schemas;

/**
 * What of the driver moves the identity, and how it is drawn.
 *
 * @param settings bound to each frame, so that a replay gives the same pictures
 */
public record SessionMotion(RenderSettings settings, NeutralChoice neutral, FaceChoice face) {}
