package dev.marotte.sink.live;

import dev.marotte.schemas.Picture;
import java.io.IOException;

/** Takes what is played out: pictures at a constant rate, and sound without a gap. One thread. */
public interface LiveWriter extends AutoCloseable {
    /** From now on this picture is seen. */
    void show(Picture picture) throws IOException;

    /** The picture that is seen is the next frame; frames are 0, 1, 2, … of the output's rate. */
    void frame() throws IOException;

    /** The sound of that frame: samples at 48 kHz, left and right in turn. */
    void sound(float[] samples) throws IOException;

    @Override
    void close();
}
