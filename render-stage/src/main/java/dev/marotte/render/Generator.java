package dev.marotte.render;

import dev.marotte.identity.Bundle;
import java.util.List;

/** Draws faces. For one thread at a time. */
public interface Generator extends AutoCloseable {
    /** {@link Bundle#id} of the bundle whose embeddings it takes. */
    String id();

    /** Greatest number of frames that it draws at once; a device's first runs are behind it when it has drawn so many. */
    int framesPerRun();

    /**
     * Draws a batch, whose embeddings may differ but not in the shapes of their tensors. Ends with an exception only if the device is broken.
     *
     * @param size side S of the crops in pixels
     * @param drawn is told each drawing once, with its number in the batch, in any order
     */
    void draw(List<DrawRequest> batch, int size, Drawn drawn);

    @Override
    void close();

    /** Takes drawings as they come. */
    interface Drawn {
        /**
         * Takes one.
         *
         * @param drawing valid until this returns
         */
        void accept(int number, RenderedCrop drawing);
    }
}
