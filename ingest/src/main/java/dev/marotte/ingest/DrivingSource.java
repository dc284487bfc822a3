package dev.marotte.ingest;

import dev.marotte.schemas.Picture;
import java.io.IOException;

/** An opened driving clip, read once from its start to its end. Owns native memory; one thread. */
public interface DrivingSource extends AutoCloseable {
    ClipFacts facts();

    /** What comes next, in the order of the container; after {@link Media.End} nothing may be asked for. */
    Media next() throws IOException;

    /** How often it was opened anew, because it had gone away; each time is a gap in it. */
    default long reopenings() {
        return 0;
    }

    /** The picture of the {@link Media.Frame} that {@link #next} returned last, upright. Apart from {@code next} because frames that are skipped need none. */
    Picture encode() throws IOException;

    @Override
    void close();
}
