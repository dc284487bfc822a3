package dev.marotte.sink.live;

import dev.marotte.schemas.Picture;
import java.io.IOException;

/** Receives what is played out: pictures at a constant rate, and sound without gaps. One thread. */
public interface LiveWriter extends AutoCloseable {
    /** Makes this the current picture. */
    void show(Picture picture) throws IOException;

    /** Outputs the current picture as the next frame; frames are 0, 1, 2, … of the output's rate. */
    void frame() throws IOException;

    /** Outputs the sound of that frame: samples at 48 kHz, interleaved left and right. */
    void sound(float[] samples) throws IOException;

    @Override
    void close();
}
