package dev.marotte.ingest;

/** What came of opening a driving source. */
public sealed interface Opening {
    /** At least one frame can be decoded. The caller closes the source. */
    record Opened(DrivingSource source) implements Opening {}

    /** Nothing can be made of it; {@code sentence} says why, for the user. */
    record BadInput(String sentence) implements Opening {}
}
