package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;

/** Writes one clip at a constant rate. Until {@link #finish} returns, nothing stands under the clip's name. Owns native memory; one thread. */
public interface ClipWriter extends AutoCloseable {
    /** From now on this picture is seen. */
    void show(Rendered frame) throws IOException;

    /** Encodes the picture that is seen as the next frame; frames are 0, 1, 2, … of the clip's rate. */
    void frame() throws IOException;

    /** The next unit of sound; its pts does not fall. */
    void sound(AudioUnit unit) throws IOException;

    /** Writes what is still inside and puts the whole clip under its name. */
    void finish() throws IOException;

    /** Without {@link #finish}: leaves nothing behind. */
    @Override
    void close();
}
