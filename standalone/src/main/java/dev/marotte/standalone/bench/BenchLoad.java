package dev.marotte.standalone.bench;

import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the sessions of a bench are made of.
 *
 * @param driving the clip, seen by ingest under this name; empty for the one that comes with Marotte
 */
public record BenchLoad(Kind kind, Optional<Path> driving) {
    /** What of a clip is used, and what is made of it. */
    public enum Kind {
        /** The clip itself, 512 × 512, and a film of each. */
        CLIPS,
        /** The recorded motion of it, a small portrait, and nobody who watches: what Kafka and the JVM cost where nothing is seen or drawn. */
        RECORDINGS,
        /** The recorded motion of it, 512 × 512, and nobody who watches: what renderers cost where faces are found elsewhere. */
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
