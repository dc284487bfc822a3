package dev.marotte.ingest;

/** Hears of the progress of ingest, on its thread. */
@FunctionalInterface
public interface IngestListener {
    /** @param estimated frames of the whole clip, 0 if unknown */
    void sent(long frames, long estimated);
}
