package dev.marotte.ingest.stream;

import dev.marotte.ingest.DrivingSource;
import java.io.IOException;

/** A way to a stream that is there, or not. */
@FunctionalInterface
public interface StreamOpener {
    /**
     * Opens it; its first frame is at 0. The caller closes it.
     *
     * @throws IOException in words for people, if it is not there now
     */
    DrivingSource open() throws IOException;
}
