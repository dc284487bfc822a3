package dev.marotte.sink;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.WatchedSource.Watcher;
import java.io.IOException;

/** Dies when it is asked for one frame too many. */
final class FailingReader implements Watcher {
    static final class Killed extends IOException {
        private static final long serialVersionUID = 1;
    }

    private int left;

    FailingReader(int left) {
        this.left = left;
    }

    @Override
    public Media next(DrivingSource clip) throws IOException {
        Media media = clip.next();
        if (media instanceof Media.Frame && left-- == 0) {
            throw new Killed();
        }
        return media;
    }
}
