package dev.marotte.speech;

import dev.marotte.schemas.AudioMessage.AudioUnit;

/** Decodes sound to samples: mono at {@link VoiceSamples#RATE}, without gaps, starting at time 0. Owns native memory; one thread. */
public interface SampleDecoder extends AutoCloseable {
    /** Takes a unit and returns the samples that are final after it; a unit that cannot be decoded leaves silence. */
    float[] take(AudioUnit unit);

    /** Returns the samples that are still inside; no unit may follow. */
    float[] drain();

    @Override
    void close();
}
