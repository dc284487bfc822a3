package dev.marotte.render;

import dev.marotte.identity.Bundle;
import dev.marotte.schemas.MotionKind;
import java.util.List;

/** Draws faces. For one thread at a time. */
public interface Generator extends AutoCloseable {
    /** {@link Bundle#id} of its bundle: it draws identities that name it. */
    String id();

    /** Greatest number of frames that it draws at once; a device's first runs are behind it when it has drawn so many. */
    int framesPerRun();

    /** What has to be known of a driver's motion. */
    default MotionKind motion() {
        return new MotionKind.Landmarks();
    }

    /**
     * Most frames that are drawn before any of them is sent.
     *
     * @param asked as the settings have it; where a frame takes seconds it is fewer
     */
    default int framesTogether(int asked) {
        return asked;
    }

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
