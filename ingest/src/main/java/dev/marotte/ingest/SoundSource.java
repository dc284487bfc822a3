package dev.marotte.ingest;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media.Completeness;
import java.io.IOException;
import java.util.Optional;

/** An opened source of sound without pictures, read once from its start to its end. Owns native memory; one thread. */
public interface SoundSource extends AutoCloseable {
    Soundtrack.Coded soundtrack();

    /** Length that the source declares, for progress only; 0 where it does not. */
    long expectedMicros();

    /** Reads the next unit; the first sample is at 0. Empty at the end, after which only {@link #completeness} may be called. */
    Optional<Media.Sound> next() throws IOException;

    /** Whether the source held what it promised; known at the end. */
    Completeness completeness();

    @Override
    void close();
}
