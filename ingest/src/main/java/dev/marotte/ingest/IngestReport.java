package dev.marotte.ingest;

/** The result of reading a clip. */
public record IngestReport(long frames, Media.Completeness completeness) {}
