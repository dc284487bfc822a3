package dev.marotte.sink;

import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;

/** Opens the writer of a clip once its rate, its sound and its first picture are known. */
@FunctionalInterface
public interface ClipWriters {
    ClipWriter open(FrameRate rate, Sound sound, Rendered first) throws IOException;
}
