package dev.marotte.identity;

import dev.marotte.schemas.FaceLandmarks;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes an identity's embedding; asked once, at enrolment. */
public interface Encoder extends AutoCloseable {
    /**
     * Makes the embedding.
     *
     * @param sources one to as many as the bundle takes
     * @param size side S of every source's crop in pixels
     * @return tensors in memory of their own
     */
    Embedding encode(List<Source> sources, int size);

    @Override
    void close();

    /**
     * A source picture, cropped.
     *
     * @param rgb direct, S rows of S times R, G, B
     * @param landmarks in pixels of the crop
     */
    record Source(ByteBuffer rgb, FaceLandmarks landmarks) {}
}
