package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;

/**
 * What is known about a clip before it is read.
 *
 * @param width upright, as encoded
 * @param framesPerSecond nominal; the frames' own times are the truth
 * @param estimatedFrames for progress only; 0 where the container does not say
 */
public record ClipFacts(int width, int height, double framesPerSecond, long estimatedFrames, Soundtrack sound) {
    /** The clip's sound as it leaves ingest. */
    public sealed interface Soundtrack {
        /** The clip is silent. */
        record None() implements Soundtrack {}

        /** @param setup codec-private data in the form muxers expect */
        record Coded(AudioCodec codec, int sampleRate, int channels, Bytes setup) implements Soundtrack {}
    }
}
