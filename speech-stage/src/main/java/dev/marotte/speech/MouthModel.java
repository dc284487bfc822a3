package dev.marotte.speech;

/** Hears how a mouth stands in a moment. One thread. */
public interface MouthModel {
    /** What it hears at once: {@link VoiceSamples#WINDOW} samples at {@link VoiceSamples#RATE}, of a certain level. */
    MouthPose hear(float[] window);
}
