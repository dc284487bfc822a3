package dev.marotte.schemas;

/** A destination of a session's pictures and sound. Paths are those of the process that runs the output. */
public sealed interface SessionOutput {
    /** A film file; its name determines the form. */
    record FileOutput(String path, boolean overwrite) implements SessionOutput {}

    /** Numbered pictures with alpha, in a folder or by a pattern of names. */
    record PictureOutput(String pattern, boolean overwrite) implements SessionOutput {}

    /** A network stream. */
    record StreamOutput(String address) implements SessionOutput {}

    /** A playlist and its segments. */
    record SegmentOutput(String path) implements SessionOutput {}

    /** Viewers of a page. */
    record PageOutput() implements SessionOutput {}
}
