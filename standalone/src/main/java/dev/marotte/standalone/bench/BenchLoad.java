package dev.marotte.standalone.bench;

import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The source of a bench's sessions.
 *
 * @param driving the clip, under the name by which ingest finds it; empty for the one that comes with Marotte
 */
public record BenchLoad(Kind kind, Optional<Path> driving) {
    /** Which part of a clip is used, and what is made of it. */
    public enum Kind {
        /** The clip itself, 512 × 512, and a film for each session. */
        CLIPS,
        /** The clip's recorded motion, a small portrait, and no viewers: what Kafka and the JVM cost without face tracking and drawing. */
        RECORDINGS,
        /** The clip's recorded motion, 512 × 512, and no viewers: what renderers cost if faces are found elsewhere. */
        DRAWN_RECORDINGS
    }

    DemoAssets assets(DataFolder data) throws IOException {
        DemoAssets shipped = switch (kind) {
            case CLIPS, DRAWN_RECORDINGS -> DemoAssets.forBench(data);
            case RECORDINGS -> DemoAssets.withSmallPortrait(data);
        };
        return new DemoAssets(shipped.portrait(), driving.orElse(shipped.driving()));
    }
}
