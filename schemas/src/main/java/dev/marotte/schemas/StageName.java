package dev.marotte.schemas;

/** The stages that a frame passes, in their order. */
public enum StageName {
    INGEST,
    LANDMARK,
    RENDER,
    SINK
}
