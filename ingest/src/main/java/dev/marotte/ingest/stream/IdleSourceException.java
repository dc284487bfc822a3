package dev.marotte.ingest.stream;

import java.io.IOException;
import java.time.Duration;

/** Reports that a source gave no frame for as long as its session waits for one. */
public final class IdleSourceException extends IOException {
    private static final long serialVersionUID = 1;

    IdleSourceException(Duration idle) {
        super("its source gave nothing for " + idle.toSeconds() + " s");
    }
}
