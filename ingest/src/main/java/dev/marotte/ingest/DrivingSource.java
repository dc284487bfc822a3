package dev.marotte.ingest;

import dev.marotte.schemas.Picture;
import java.io.IOException;

/** An opened driving clip, read once from its start to its end. Owns native memory; one thread. */
public interface DrivingSource extends AutoCloseable {
    ClipFacts facts();

    /** Reads the next item, in the order of the container; must not be called after {@link Media.End}. */
    Media next() throws IOException;

    /** How often the source was reopened after it had gone away; each time leaves a gap. */
    default long reopenings() {
        return 0;
    }

    /**
     * Encodes the picture of the {@link Media.Frame} that {@link #next} returned last, upright. Separate from {@code next} because skipped frames
     * need none.
     */
    Picture encode() throws IOException;

    @Override
    void close();
}
