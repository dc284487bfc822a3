package dev.marotte.ingest;

/** What a clip came to. */
public record IngestReport(long frames, Media.Completeness completeness) {}
