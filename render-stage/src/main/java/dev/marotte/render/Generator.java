package dev.marotte.render;

import dev.marotte.identity.Bundle;
import dev.marotte.schemas.MotionKind;
import java.util.List;

/** Draws faces. For use by one thread at a time. */
public interface Generator extends AutoCloseable {
    /** {@link Bundle#id} of its bundle: the generator draws identities that name this id. */
    String id();

    /** Maximum number of frames that it draws at once; once it has drawn that many, the device's slow first runs are over. */
    int framesPerRun();

    /** Kind of motion that it needs from the driver. */
    default MotionKind motion() {
        return new MotionKind.Landmarks();
    }

    /**
     * Maximum number of frames that are drawn before any of them is sent.
     *
     * @param asked the number in the settings; fewer are returned where a frame takes seconds
     */
    default int framesTogether(int asked) {
        return asked;
    }

    /**
     * Draws a batch, whose embeddings may differ, but not in the shapes of their tensors. Throws only if the device is broken.
     *
     * @param size side S of the crops in pixels
     * @param drawn receives each drawing once, with its number in the batch, in any order
     */
    void draw(List<DrawRequest> batch, int size, Drawn drawn);

    @Override
    void close();

    /** Receives drawings as they are made. */
    interface Drawn {
        /**
         * Receives one drawing.
         *
         * @param drawing valid until this returns
         */
        void accept(int number, RenderedCrop drawing);
    }
}
