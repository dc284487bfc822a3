package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;

/** Writes one clip at a constant rate. Nothing exists under the clip's name until {@link #finish} returns. Owns native memory; one thread. */
public interface ClipWriter extends AutoCloseable {
    /** Makes this the current picture. */
    void show(Rendered frame) throws IOException;

    /** Encodes the current picture as the next frame; frames are 0, 1, 2, … of the clip's rate. */
    void frame() throws IOException;

    /** Writes the next unit of sound; its pts must not decrease. */
    void sound(AudioUnit unit) throws IOException;

    /** Flushes the encoders and publishes the whole clip under its name. */
    void finish() throws IOException;

    /** Closes the writer; without {@link #finish} before, leaves nothing behind. */
    @Override
    void close();
}
