package dev.marotte.speech;

/** Infers the pose of a mouth from sound. One thread. */
public interface MouthModel {
    /** Infers a pose from one window: {@link VoiceSamples#WINDOW} samples at {@link VoiceSamples#RATE}, of a certain level. */
    MouthPose hear(float[] window);
}
