package dev.marotte.schemas;

/** Rotation of the head in degrees: yaw to the viewer's right, pitch downwards, roll clockwise as seen by the viewer. */
public record HeadPose(float yaw, float pitch, float roll) {}
