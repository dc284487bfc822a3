package dev.marotte.ingest.stream;

import dev.marotte.ingest.DrivingSource;
import java.io.IOException;

/** Opens a stream that may or may not be there. */
@FunctionalInterface
public interface StreamOpener {
    /**
     * Opens the stream; its first frame is at 0. The caller closes it.
     *
     * @throws IOException with a message for the user, if the stream is not there now
     */
    DrivingSource open() throws IOException;
}
