package dev.marotte.identity;

import dev.marotte.schemas.FaceLandmarks;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes an identity's embedding, once, at enrolment. */
public interface Encoder extends AutoCloseable {
    /**
     * Makes the embedding.
     *
     * @param sources at least one, and at most as many as the bundle takes
     * @param size side S of every source's crop in pixels
     * @return tensors in their own memory
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
