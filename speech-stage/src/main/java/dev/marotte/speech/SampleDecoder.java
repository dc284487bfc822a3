package dev.marotte.speech;

import dev.marotte.schemas.AudioMessage.AudioUnit;

/** Makes samples of coded sound: mono at {@link VoiceSamples#RATE}, without gaps, from time 0 on. Owns native memory; one thread. */
public interface SampleDecoder extends AutoCloseable {
    /** What is certain when this unit was heard; one that cannot be decoded leaves silence. */
    float[] take(AudioUnit unit);

    /** What is still inside; nothing follows. */
    float[] drain();

    @Override
    void close();
}
